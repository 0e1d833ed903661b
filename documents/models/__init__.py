"""Documents and who may read them, deliveries, and the texts that letters are made from."""

from documents.models.access import Briefing, Grant, Level, NeedToKnow
from documents.models.checkup import Checkup
from documents.models.copies import MarkedCopy
from documents.models.delivery import Delivery, DeliveryDocument
from documents.models.document import Document
from documents.models.letter import Letter, LetterDraft, LetterStep
from documents.models.texts import TemplateText

__all__ = [
    "Briefing",
    "Checkup",
    "Delivery",
    "DeliveryDocument",
    "Document",
    "Grant",
    "Letter",
    "LetterDraft",
    "LetterStep",
    "Level",
    "MarkedCopy",
    "NeedToKnow",
    "TemplateText",
]
