"""Who may open which address of visits."""

from council_office.web.access import Table

ACCESS: Table = {}
