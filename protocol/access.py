"""Who may open which address of protocol."""

from council_office.web.access import Table

ACCESS: Table = {}
