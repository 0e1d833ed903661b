"""Who may open which address of visits; one module a noun."""

from visits.access import days, people, programmes, travel, visits

ACCESS = {
    **visits.ACCESS,
    **people.ACCESS,
    **programmes.ACCESS,
    **days.ACCESS,
    **travel.ACCESS,
}
