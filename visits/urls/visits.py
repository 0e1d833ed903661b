"""Addresses of visits and visitors."""

from django.urls import path

from visits.views import files, visitors, visits

urlpatterns = [
    path("", visits.visits, name="visits"),
    path("new/", visits.new_visit, name="new_visit"),
    path("<int:pk>/", visits.visit, name="visit"),
    path("<int:pk>/revise/", visits.revise_visit, name="revise_visit"),
    path("<int:pk>/history/", visits.visit_history, name="visit_history"),
    path("<int:pk>/plan/", visits.plan_visit, name="plan_visit"),
    path("<int:pk>/begin/", visits.begin_visit, name="begin_visit"),
    path("<int:pk>/close/", visits.close_visit, name="close_visit"),
    path("<int:pk>/reopen/", visits.reopen_visit, name="reopen_visit"),
    path("<int:pk>/cancel/", visits.cancel_visit, name="cancel_visit"),
    path("<int:pk>/add-visitor/", visitors.add_visitor, name="add_visitor"),
    path("visitors/<int:pk>/", files.visitor, name="visitor"),
    path("visitors/<int:pk>/revise/", visitors.revise_visitor, name="revise_visitor"),
    path("visitors/<int:pk>/withdraw/", visitors.withdraw_visitor, name="withdraw_visitor"),
    path("visitors/<int:pk>/restore/", visitors.restore_visitor, name="restore_visitor"),
]
