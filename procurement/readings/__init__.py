"""Invoices as files read into facts: printed text, Factur-X and ZUGFeRD in a PDF, CII and UBL; pure."""

from procurement.readings.facts import Facts, Line, Reading
from procurement.readings.files import read

__all__ = ["Facts", "Line", "Reading", "read"]
