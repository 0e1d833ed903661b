"""The facts of a programme's papers, and a paper as bytes for a look before it is issued."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from types import MappingProxyType

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from PIL import Image, ImageOps

from council_office.directory.models import Post
from documents.papers import Paper
from documents.rendering import render
from visits.letters import programmes as letters
from visits.letters.programmes import ProgrammeFacts
from visits.models import Programme, Scan, Visitor
from visits.queries import ceremonies
from visits.queries.programmes import Sheet
from visits.states import Item, ResourceKind

FACE = (360, 440)  # pixels, for 36 mm in print
NONE: Mapping[int, str] = MappingProxyType({})

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def programme_facts(programme: Programme, language: str) -> ProgrammeFacts:
    """Everything the papers say, in a constant number of queries besides those of a ceremony's ladder."""
    sheet, visit = Sheet(programme), programme.visit
    visitors = list(ceremonies.with_posts(visit.visitors.coming().order_by("pk")))
    held = ceremonies.ceremonies_of(visit, visitors)
    with override(language):
        order, basis = ceremonies.in_precedence(visit, visitors, held)
        covers = {stop.pk: tuple(ceremonies.covers_of(stop, held, visitors)) for stop in sheet.stops}
    return ProgrammeFacts(
        programme=programme,
        stops=tuple(sheet.stops),
        visitors=tuple(order),
        titles=titles_of(visitors, programme),
        basis=basis,
        covers={stop: found for stop, found in covers.items() if found},
        contacts=contacts(sheet),
        codes={each.pk: settings.BASE_URL + each.get_absolute_url() for each in visitors},
    )


def titles_of(visitors: list[Visitor], programme: Programme) -> dict[int, tuple[str, str]]:
    """The title of each visitor on the day, in English and French (one query)."""
    people = {visitor.person_id: visitor.pk for visitor in visitors}
    posts = Post.objects.filter(person__in=people).on(programme.visit.starts_on).order_by("starts_on")
    return {people[post.person_id]: (post.title_en, post.title_fr) for post in posts}


def contacts(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Who of those with the group has a telephone."""
    people = {
        each.resource.name: each.resource.person.telephone
        for each in sheet.commitments
        if each.resource.kind != ResourceKind.ROOM and each.resource.person
    }
    if (host := sheet.visit.host) and host.telephone:
        people[host.letter_name] = host.telephone
    return tuple(sorted((name, number) for name, number in people.items() if number))


def photos_of(programme: Programme) -> list[Scan]:
    """The photographs of those who come, with their bytes."""
    coming = programme.visit.visitors.coming()
    found = Scan.objects.filter(visitor__in=coming, item=Item.PHOTO).exclude(form="pdf")
    return list(found.defer(None).select_related("visitor__person").order_by("pk"))


def small(content: bytes) -> str:
    """A photograph as a small JPEG in base64; empty when the bytes are no picture."""
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    upright.thumbnail(FACE)
    out = BytesIO()
    upright.save(out, "JPEG", quality=85)
    return b64encode(out.getvalue()).decode()


def paper_of(
    programme: Programme, kind: str, language: str, *, status: str = "", photos: Mapping[int, str] = NONE
) -> Paper:
    facts = replace(programme_facts(programme, language), photos=photos)
    return letters.paper(facts, kind, language, status=status, dated_on=timezone.localdate())


def paper_bytes(
    programme: Programme, kind: str, form: str, language: str, *, photos: Mapping[int, str] = NONE
) -> tuple[bytes, str, str] | None:
    """The paper as it stands, marked as a draft: bytes, file name, content type; None for an unknown one."""
    if kind not in letters.KINDS or form not in TYPES or language not in ("en", "fr"):
        return None
    with override(language):
        status = _("DRAFT")
    paper = paper_of(programme, kind, language, status=status, photos=photos)
    name = f"{programme.visit.number} {letters.KINDS[kind]} {language.upper()}.{form}"
    return render(paper, form), name, TYPES[form]
