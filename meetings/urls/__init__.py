"""Addresses of meetings; one module a noun."""

from meetings.urls import agenda, circulation, console, delegations, drafts, invitations, record, sessions

app_name = "meetings"
urlpatterns = [
    *sessions.urlpatterns,
    *delegations.urlpatterns,
    *agenda.urlpatterns,
    *invitations.urlpatterns,
    *circulation.urlpatterns,
    *console.urlpatterns,
    *record.urlpatterns,
    *drafts.urlpatterns,
]
