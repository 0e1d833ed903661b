"""Addresses of visits; one module a noun."""

from visits.urls import programmes, visits

app_name = "visits"
urlpatterns = [
    *visits.urlpatterns,
    *programmes.urlpatterns,
]
