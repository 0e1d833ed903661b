"""Addresses of the reports."""

from django.urls import path

from council_office.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("outlook/", views.outlook, name="outlook"),
    path("schedules/", views.schedules, name="schedules"),
    path("schedules/new/", views.create_schedule, name="create_schedule"),
    path("schedules/<int:pk>/", views.schedule, name="schedule"),
    path("schedules/<int:pk>/revise/", views.revise_schedule, name="revise_schedule"),
    path("schedules/<int:pk>/run/", views.run_now, name="run_now"),
    path("schedules/<int:pk>/subscribe/", views.subscribe, name="subscribe"),
    path("schedules/<int:pk>/unsubscribe/", views.unsubscribe, name="unsubscribe"),
]
