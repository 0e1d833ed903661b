"""Who may open which address of visits; one module a noun."""

from visits.access import people, programmes, visits

ACCESS = {
    **visits.ACCESS,
    **people.ACCESS,
    **programmes.ACCESS,
}
