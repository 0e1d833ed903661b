"""Doors of the desk, by noun: today and the search, requests, knowledge, ideas, notices."""

from council_office.desk.views import ideas, knowledge, notices, requests, today, trail

__all__ = ["ideas", "knowledge", "notices", "requests", "today", "trail"]
