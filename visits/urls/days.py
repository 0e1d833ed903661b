"""Addresses of the day."""

from django.urls import path

from visits.views import days, gate

urlpatterns = [
    path("today/", days.today, name="today"),
    path("programmes/<int:pk>/day/", days.day_sheet, name="day_sheet"),
    path("programmes/<int:pk>/late/", days.run_late, name="run_late"),
    path("told/<int:pk>/tell/", days.tell, name="tell"),
    path("told/<int:pk>/drop/", days.drop_told, name="drop_told"),
    path("gate/", gate.gate, name="gate"),
    path("gate/admit/", gate.admit, name="admit"),
    path("gate/inside/", gate.evacuation, name="evacuation"),
    path("passages/<int:pk>/settle/", gate.settle, name="settle"),
    path("worker.js", days.worker, name="worker"),
    path("manifest.webmanifest", days.manifest, name="manifest"),
]
