"""Addresses of delegations."""

from django.urls import path

from meetings.views import delegations as views
from meetings.views import own_delegations as own
from meetings.views import rosters

urlpatterns = [
    path("<int:pk>/delegations/", views.delegations, name="delegations"),
    path("<int:pk>/delegations/add/", views.add_participant, name="add_participant"),
    path("<int:pk>/delegations/carry/", views.carry_delegations, name="carry_delegations"),
    path("<int:pk>/delegations/titles/", views.freeze_titles, name="freeze_titles"),
    path("<int:pk>/delegations/import/", rosters.import_participants, name="import_participants"),
    path("<int:pk>/credentials/", views.credentials_report, name="credentials_report"),
    path("<int:pk>/credentials/issue/", views.issue_credentials_report, name="issue_credentials_report"),
    path("<int:pk>/participants/", rosters.participants_list, name="participants_list"),
    path("<int:pk>/participants/issue/", rosters.issue_participants_list, name="issue_participants_list"),
    path("participants/<int:pk>/revise/", views.revise_participant, name="revise_participant"),
    path("participants/<int:pk>/withdraw/", views.withdraw_participant, name="withdraw_participant"),
    path("participants/<int:pk>/replace/", views.replace_participant, name="replace_participant"),
    path("delegations/<int:pk>/confirm/", views.confirm_delegation, name="confirm_delegation"),
    path("delegations/<int:pk>/unconfirm/", views.unconfirm_delegation, name="unconfirm_delegation"),
    path("delegations/<int:pk>/revise/", views.revise_delegation, name="revise_delegation"),
    path("delegations/<int:pk>/ask/", views.ask_delegation, name="ask_delegation"),
    path("delegation/<str:token>/", own.own_delegation, name="own_delegation"),
    path("delegation/<str:token>/add/", own.enter_own, name="enter_own"),
    path("delegation/<str:token>/<int:participant>/", own.correct_own, name="correct_own"),
    path("delegation/<str:token>/<int:participant>/withdraw/", own.withdraw_own, name="withdraw_own"),
    path("delegations/<int:pk>/letter/", views.receive_credentials, name="receive_credentials"),
    path("delegations/<int:pk>/examine/", views.examine_credentials, name="examine_credentials"),
]
