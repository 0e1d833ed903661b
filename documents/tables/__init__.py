"""The declared lists of the documents, by noun."""

from documents.tables.letters import Letters
from documents.tables.library import AccessLog, Copies, Deliveries, Groups, Library, Texts, Versions

__all__ = ["AccessLog", "Copies", "Deliveries", "Groups", "Letters", "Library", "Texts", "Versions"]
