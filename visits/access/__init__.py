"""Who may open which address of visits; one module a noun."""

from visits.access import programmes, visits

ACCESS = {
    **visits.ACCESS,
    **programmes.ACCESS,
}
