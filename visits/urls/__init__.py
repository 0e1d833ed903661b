"""Addresses of visits; one module a noun."""

from visits.urls import people, programmes, visits

app_name = "visits"
urlpatterns = [
    *visits.urlpatterns,
    *people.urlpatterns,
    *programmes.urlpatterns,
]
