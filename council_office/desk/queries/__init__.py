"""Reads of the desk, by noun."""

from council_office.desk.queries.search import search
from council_office.desk.queries.today import figures, today

__all__ = ["figures", "search", "today"]
