"""Closed lists of the ledger and the moves of a job."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JobState(TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class RowState(TextChoices):
    QUEUED = "queued", _("Waiting")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


JOB_MOVES = {  # the moves of people; those of workers are conditional updates in outbox
    JobState.QUEUED: {JobState.CANCELLED},
    JobState.RUNNING: {JobState.CANCELLED},
    JobState.FAILED: {JobState.QUEUED},
    JobState.CANCELLED: {JobState.QUEUED},
}
