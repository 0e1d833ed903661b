"""What pages, letters and verbs of procurement read; one module a noun."""

from procurement.queries import calendar  # noqa: F401 registers what stands in the calendar
