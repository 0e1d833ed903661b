"""Who may open which address of meetings; one module a noun."""

from meetings.access import agenda, circulation, console, delegations, drafts, invitations, record, sessions

ACCESS = {
    **sessions.ACCESS,
    **delegations.ACCESS,
    **agenda.ACCESS,
    **invitations.ACCESS,
    **circulation.ACCESS,
    **console.ACCESS,
    **record.ACCESS,
    **drafts.ACCESS,
}
