"""How a letter addresses a person: by the office held on the day, the country, the style, their wish; pure.

The table is data (FormOfAddress, dated and with its sources); this module only chooses the row and fills it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import override

from council_office.directory.models import FormOfAddress, Organisation, Person, Post
from council_office.directory.models.address import PLACE
from council_office.directory.states import AddressStyle, Language

TITLED = "titled"  # the office whose rows serve whoever bears an academic or other title

# Titles as they are written out in a letter; others stand as the person writes them.
HONORIFICS = {
    Language.ENGLISH: {
        "prof": "Professor",
        "professeur": "Professor",
        "pr": "Professor",
        "docteur": "Dr",
        "doctor": "Dr",
    },
    Language.FRENCH: {
        "prof": "Professeur",
        "professor": "Professeur",
        "pr": "Professeur",
        "doctor": "Dr",
        "docteur": "Dr",
    },
}
LAST_RESORT = {  # when the table has no row at all, a letter still goes out in good form
    Language.ENGLISH: ("Dear {name},", "{honorific} {name}", "Yours sincerely,"),
    Language.FRENCH: (
        "Madame, Monsieur,",
        "{honorific} {name}",
        "Je vous prie d’agréer, {salutation}, l’expression de ma considération distinguée.",
    ),
}


@dataclass(frozen=True)
class FormOfAddressResult:
    """The words of a letter that depend on whom it goes to; `source` says where the form comes from."""

    salutation: str
    envelope: list[str]
    closing: str
    source: str = ""


def form_of_address(
    person: Person, *, language: str, on: date, forms: Iterable[FormOfAddress] | None = None
) -> FormOfAddressResult:
    """The form in `language` ("en" or "fr") for the office held `on` that day; the person's own wish wins.

    `forms` are rows of the table (all of them, or those of the language); without them they are read.
    For many letters give `forms` once, and people with `posts__office` and `posts__organisation` prefetched.
    """
    person, language = person.kept, Language(language)
    post = person.post_on(on)
    rows = FormOfAddress.objects.select_related("office") if forms is None else forms
    with override(language):  # names of countries
        return filled(choose(rows, person, post, language, on), person, post, language)


def filled(
    row: FormOfAddress | None, person: Person, post: Post | None, language: str
) -> FormOfAddressResult:
    """The words of the row with this person's names in their places."""
    salutation, first_line, closing = (
        (row.salutation, row.envelope, row.closing) if row else LAST_RESORT[language]
    )
    places = places_of(person, post, language)
    salutation = own_wish(person, language) or fill(salutation, places)
    places["salutation"] = in_a_sentence(salutation)
    return FormOfAddressResult(
        salutation=salutation,
        envelope=[fill(first_line or "{honorific} {name}", places), *address_lines(person, post, language)],
        closing=fill(closing, places),
        source=row.source if row else "",
    )


def choose(
    rows: Iterable[FormOfAddress], person: Person, post: Post | None, language: str, on: date
) -> FormOfAddress | None:
    """The row in force for the office, else for bearers of a title, else for everybody."""
    country = country_of(person, post)
    fitting = [
        row
        for row in rows
        if row.language == language
        and row.starts_on <= on
        and (row.ends_on is None or on <= row.ends_on)
        and row.country in ("", country)
        and row.style in (AddressStyle.NEUTRAL, person.address_style)
    ]
    for office in offices_of(person, post):
        if found := [row for row in fitting if (row.office.code if row.office_id else "") == office]:
            return max(
                found, key=lambda row: (bool(row.country), row.style == person.address_style, row.starts_on)
            )
    return None


def offices_of(person: Person, post: Post | None) -> list[str]:
    """The offices whose forms may serve, best first; "" stands for everybody."""
    held = post.office.code if post and post.office_id else ""
    return [code for code in (held, TITLED if person.honorific else "") if code] + [""]


def country_of(person: Person, post: Post | None) -> str:
    """The country somebody stands for: said with the post, else the person's own."""
    return (post.country.code if post and post.country else "") or person.nationality.code or ""


def places_of(person: Person, post: Post | None, language: str) -> dict[str, str]:
    """What each place of the table stands for."""
    country = post.country.name if post and post.country else ""
    return {
        "name": person.display_name,
        "family_name": person.family_name,
        "honorific": honorific(person.honorific, language),
        "office": post.office.name(language) if post and post.office_id else "",
        "country": str(country),
    }


def honorific(title: str, language: str) -> str:
    """A title written as letters in this language write it."""
    return HONORIFICS[Language(language)].get(title.strip(" .").casefold(), title.strip())


def own_wish(person: Person, language: str) -> str:
    """The salutation a person asked for, ended like any other."""
    wish = (person.salutation_fr if language == Language.FRENCH else person.salutation_en).strip()
    return f"{wish}," if wish and wish[-1] not in ",!:." else wish


def fill(text: str, places: dict[str, str]) -> str:
    """The text with its places filled; an empty one leaves no double space."""
    return " ".join(PLACE.sub(lambda place: places.get(place[1], ""), text).split()).replace(" ,", ",")


def in_a_sentence(salutation: str) -> str:
    """The salutation inside the closing: “Dear Minister,” is “Minister”, « Cher Ken, » is « cher Ken »."""
    words = salutation.rstrip(" ,!:.").removeprefix("Dear ")
    first = words.partition(" ")[0]
    return words[0].lower() + words[1:] if first in ("Cher", "Chère", "Chers", "Chères") else words


def address_lines(person: Person, post: Post | None, language: str) -> list[str]:
    """Below the name: the title, the organisation, the postal address and, abroad, the country."""
    organisation = (post.organisation if post else None) or person.organisation
    title = post.title(language) if post else ""
    name = organisation.name(language) if organisation else ""
    address = person.address or (organisation.address if organisation else "")
    lines = [title, name, *address.splitlines(), *country_line(organisation, person, address)]
    return [line.strip() for line in lines if line.strip()]


def country_line(organisation: Organisation | None, person: Person, address: str) -> list[str]:
    """The country in capitals below an address that does not name it."""
    country = organisation.country if organisation and not person.address else None
    if not address or not country or country.code == "FR":
        return []
    return [] if country.name.casefold() in address.casefold() else [country.name.upper()]
