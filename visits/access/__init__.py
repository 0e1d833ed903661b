"""Who may open which address of visits; one module a noun."""

from visits.access import visits

ACCESS = {
    **visits.ACCESS,
}
