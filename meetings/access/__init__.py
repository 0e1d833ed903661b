"""Who may open which address of meetings; one module a noun."""

from meetings.access import agenda, delegations, drafts, invitations, record, sessions

ACCESS = {
    **sessions.ACCESS,
    **delegations.ACCESS,
    **agenda.ACCESS,
    **invitations.ACCESS,
    **record.ACCESS,
    **drafts.ACCESS,
}
