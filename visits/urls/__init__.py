"""Addresses of visits; one module a noun."""

from visits.urls import days, programmes, travel, visits

app_name = "visits"
urlpatterns = [
    *visits.urlpatterns,
    *programmes.urlpatterns,
    *days.urlpatterns,
    *travel.urlpatterns,
]
