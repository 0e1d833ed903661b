"""Addresses of the console."""

from django.urls import path

from meetings.views import console as views

urlpatterns = [
    path("<int:pk>/console/", views.console, name="console"),
    path("<int:pk>/console/entries/", views.keep_entries, name="keep_entries"),
]
