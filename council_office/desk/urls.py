"""Addresses of the desk; the calendar and the people have their own."""

from django.urls import path

from council_office.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("search/", views.search, name="search"),
]
