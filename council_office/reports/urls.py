"""Addresses of the reports."""

from django.urls import path

from council_office.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("of/<slug:code>/", views.report, name="report"),
    path("of/<slug:code>/rows/<int:place>/", views.rows, name="rows"),
    path("of/<slug:code>/order/", views.order, name="order"),
    path("of/<slug:code>/deck/", views.refresh_deck, name="refresh_deck"),
    path("issues/", views.issues, name="issues"),
    path("issues/find/", views.find, name="find"),
    path("issues/<int:pk>/", views.issue, name="issue"),
    path("questions/new/", views.ask, name="ask"),
    path("questions/new/<slug:register>/", views.ask_of, name="ask_of"),
    path("questions/<int:pk>/revise/", views.revise_question, name="revise_question"),
    path("questions/<int:pk>/remove/", views.remove_question, name="remove_question"),
    path("schedules/", views.schedules, name="schedules"),
    path("schedules/new/", views.create_schedule, name="create_schedule"),
    path("schedules/<int:pk>/", views.schedule, name="schedule"),
    path("schedules/<int:pk>/revise/", views.revise_schedule, name="revise_schedule"),
    path("schedules/<int:pk>/run/", views.run_now, name="run_now"),
    path("schedules/<int:pk>/subscribe/", views.subscribe, name="subscribe"),
    path("schedules/<int:pk>/unsubscribe/", views.unsubscribe, name="unsubscribe"),
]
