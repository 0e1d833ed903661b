"""Who may open which address of procurement."""

from council_office.web.access import Table

ACCESS: Table = {}
