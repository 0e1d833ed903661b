"""Addresses of visits; one module a noun."""

from visits.urls import people, visits

app_name = "visits"
urlpatterns = [
    *visits.urlpatterns,
    *people.urlpatterns,
]
