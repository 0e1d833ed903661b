"""Addresses of visits; one module a noun."""

from visits.urls import days, people, programmes, travel, visits

app_name = "visits"
urlpatterns = [
    *visits.urlpatterns,
    *people.urlpatterns,
    *programmes.urlpatterns,
    *days.urlpatterns,
    *travel.urlpatterns,
]
