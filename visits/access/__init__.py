"""Who may open which address of visits; one module a noun."""

from visits.access import days, programmes, travel, visits

ACCESS = {
    **visits.ACCESS,
    **programmes.ACCESS,
    **days.ACCESS,
    **travel.ACCESS,
}
