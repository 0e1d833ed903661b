"""The nouns of the calendar."""

from council_office.calendar.models.rules import Checklist, Closure, DeadlineRule
from council_office.calendar.models.tasks import Feed, Plan, Step, Task

__all__ = ["Checklist", "Closure", "DeadlineRule", "Feed", "Plan", "Step", "Task"]
