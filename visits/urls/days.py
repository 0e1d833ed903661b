"""Addresses of the day."""

from django.urls import path

from visits.views import days

urlpatterns = [
    path("today/", days.today, name="today"),
    path("programmes/<int:pk>/day/", days.day_sheet, name="day_sheet"),
    path("programmes/<int:pk>/late/", days.run_late, name="run_late"),
    path("told/<int:pk>/tell/", days.tell, name="tell"),
    path("told/<int:pk>/drop/", days.drop_told, name="drop_told"),
    path("worker.js", days.worker, name="worker"),
    path("manifest.webmanifest", days.manifest, name="manifest"),
]
