"""The register of correspondence as a list."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from council_office.directory.names import search_key
from council_office.web import words
from council_office.web.columns import NOTHING
from council_office.web.tables import Column, Empty, Table
from documents.filters import LettersFilter
from documents.models import Letter


def letters_named(rows: QuerySet, text: str) -> QuerySet:
    """Letters whose number, subject, reference or correspondent holds every word."""
    for word in text.split():
        rows = rows.filter(
            Q(number__icontains=word)
            | Q(subject__icontains=word)
            | Q(their_reference__icontains=word)
            | Q(written_name__icontains=word)
            | Q(organisation__name_en__icontains=word)
            | Q(correspondent__search_name__contains=search_key(word))
        )
    return rows


def due_html(row: Letter) -> str:
    """The day of the reply; a late one says so."""
    if row.due_on is None:
        return NOTHING
    day = words.day(row.due_on)
    if row.due_on >= timezone.localdate():
        return day
    return format_html('{} <span class="state state-bad">{}</span>', day, now("late"))


class Letters(Table):
    title = _("Correspondence")
    columns = [
        Column(
            "number", _("Number"), sort="number", value=lambda row: row.number or now("Draft"), css="nowrap"
        ),
        Column("direction", _("Direction"), sort="direction", value=lambda row: row.get_direction_display()),
        Column("subject", _("Subject"), sort="subject"),
        Column("other", _("Correspondent"), sort="correspondent__family_name"),
        Column("state", _("State"), sort="state", state=True),
        Column("due_on", _("Reply due"), sort="due_on", html=due_html),
        Column("owner", _("Owner"), sort="owner", value=lambda row: str(row.owner or "")),
        Column("received_on", _("Received"), sort="received_on", shown=False),
        Column("dispatched_at", _("Dispatched"), sort="dispatched_at", shown=False),
        Column("their_reference", _("Their reference"), shown=False),
        Column("level", _("Level"), value=lambda row: str(row.level), shown=False),
        Column("language", _("Language"), value=lambda row: row.get_language_display(), shown=False),
    ]
    filterset = LettersFilter
    search = staticmethod(letters_named)
    search_hint = _("Number, subject, reference or name")
    empty = Empty(
        _("The register is empty"),
        _("Register what came in, draft what goes out: numbers, steps and deadlines come by themselves."),
        (_("Register a letter"), "documents:register_letter"),
        icon="mail-opened",
    )
