"""Reads over the directory: the same person twice, people ready for letters, who answers for what."""

from datetime import date

from django.db.models import Q, QuerySet

from council_office.directory.models import ContactPoint, Person
from council_office.directory.models.person import birth_digest
from council_office.directory.names import Name, any_same, match_words, run_together


def same_person(family: str, given: str = "", email: str = "", birth: date | None = None) -> list[Person]:
    """People on record who may be the one named, the likeliest first; a person decides.

    Found: either order, initials, accents, transliterations, joined or missing given names, the same e-mail.
    Known to be born on another day: not the same, whatever the name. A merged record answers by the one kept.
    """
    return likely((family, given), email, birth_digest(birth) if birth else "")


def alike(person: Person) -> list[Person]:
    """Other records that may be this person's too."""
    found = likely((person.family_name, person.given_names), person.email, person.birth_key)
    return [other for other in found if other.pk != person.pk]


def likely(name: Name, email: str, birth_key: str) -> list[Person]:
    ranked = [
        (rank, person.pk, person)
        for person in candidates(name, email)
        if (rank := likeness(person, name, email)) is not None and not born_otherwise(person, birth_key)
    ]
    found: dict[int, Person] = {}
    for _rank, _pk, person in sorted(ranked, key=lambda row: row[:2]):
        found.setdefault(person.kept.pk, person.kept)
    return list(found.values())


def on_record(family: str, given: str = "", email: str = "") -> list[Person]:
    """The people whom a row of a list names: the same e-mail and a like name, else the same name alone.

    Of two with the same name but different e-mails neither is taken for the other.
    """
    email = email.strip().casefold()
    found = same_person(family, given, email)
    by_email = [
        p for p in found if email and p.email.casefold() == email and any_same([(family, given)], p.names)
    ]
    by_name = [p for p in found if likeness(p, (family, given), "") == 1 and not (email and p.email)]
    return by_email or by_name


def candidates(name: Name, email: str) -> QuerySet[Person]:
    """Everybody who shares a whole word of the name, or the e-mail."""
    words = {word for word in match_words(" ".join(name)) if len(word) > 1} | run_together(name)
    wanted = Q(email__iexact=email.strip()) if email.strip() else Q(pk__in=[])
    for word in words:
        wanted |= Q(match_name__contains=f" {word} ")
    return Person.objects.filter(wanted).select_related("organisation", "merged_into__organisation")


def likeness(person: Person, name: Name, email: str) -> int | None:
    """0 the same e-mail, 1 the same name in any order and spelling, 2 perhaps the same, None another."""
    if email.strip() and person.email.casefold() == email.strip().casefold():
        return 0
    if any(run_together(name) & run_together(own) for own in person.names):
        return 1
    return 2 if any_same([name], person.names) else None


def born_otherwise(person: Person, birth_key: str) -> bool:
    """Known on both sides, and different."""
    return bool(birth_key and person.birth_key and person.birth_key != birth_key)


def for_letters(people: QuerySet[Person]) -> QuerySet[Person]:
    """People with all that a letter to them needs, in a constant number of queries."""
    return people.select_related("organisation", "member", "merged_into").prefetch_related(
        "posts__office", "posts__organisation"
    )


def contact_points(on: date, *, member=None, organisation=None) -> QuerySet[ContactPoint]:
    """Who answers on that day for a Member, an organisation, or for all of them."""
    points = ContactPoint.objects.on(on).select_related("person", "member", "organisation")
    if member is not None:
        points = points.filter(member=member)
    return points.filter(organisation=organisation) if organisation is not None else points
