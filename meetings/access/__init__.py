"""Who may open which address of meetings; one module a noun."""

from meetings.access import agenda, console, delegations, invitations, record, sessions

ACCESS = {
    **sessions.ACCESS,
    **delegations.ACCESS,
    **agenda.ACCESS,
    **invitations.ACCESS,
    **console.ACCESS,
    **record.ACCESS,
}
