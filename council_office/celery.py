"""The bell between the outbox and the worker."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "council_office.settings")

app = Celery("council_office")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
