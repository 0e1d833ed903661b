"""Addresses of sessions, bodies and terms."""

from django.urls import path

from meetings.views import memberships, sessions

urlpatterns = [
    path("", sessions.sessions, name="sessions"),
    path("new/", sessions.new_session, name="new_session"),
    path("<int:pk>/", sessions.session, name="session"),
    path("<int:pk>/timeline/", sessions.timeline, name="timeline"),
    path("<int:pk>/revise/", sessions.revise_session, name="revise_session"),
    path("<int:pk>/committees/", sessions.chain_committees, name="chain_committees"),
    path("<int:pk>/convene/", sessions.convene_session, name="convene_session"),
    path("<int:pk>/hold/", sessions.hold_session, name="hold_session"),
    path("<int:pk>/cancel/", sessions.cancel_session, name="cancel_session"),
    path("<int:pk>/missing/<slug:code>/", sessions.missing, name="missing"),
    path("<int:pk>/history/", sessions.session_history, name="session_history"),
    path("bodies/", memberships.bodies, name="bodies"),
    path("bodies/<int:pk>/", memberships.body, name="body"),
    path("bodies/<int:pk>/members/add/", memberships.add_membership, name="add_membership"),
    path("memberships/<int:pk>/revise/", memberships.revise_membership, name="revise_membership"),
    path("memberships/<int:pk>/end/", memberships.end_membership, name="end_membership"),
]
