"""Reads of the desk, by noun."""

from council_office.desk.queries.finding import jump, search
from council_office.desk.queries.today import figures, today

__all__ = ["figures", "jump", "search", "today"]
