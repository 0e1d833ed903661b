"""The mails of the desk: one notice, or a morning's worth of them; pure."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _

from council_office.desk.models import Notice
from council_office.directory.models import User
from documents import placeholders
from documents.letters import fill
from documents.models import TemplateText

NOTICE = "desk.notice"
DIGEST = "desk.digest"

COMMON = {
    "name": _("the reader’s name"),
    "address": _("where the notices stand in the office"),
}
placeholders.register(
    NOTICE,
    {
        **COMMON,
        "sentence": _("what is told, in a line"),
        "told": _("what is told and, where somebody wrote something, what was written"),
        "link": _("the page it is about"),
    },
    name=_("Notice to staff"),
)
placeholders.register(
    DIGEST,
    {**COMMON, "count": _("how many notices"), "lines": _("one line a notice, with its page")},
    name=_("Morning mail of notices"),
)

Address = Callable[[str], str]


def notice(one: Notice, text: TemplateText, *, address: Address, home: str) -> tuple[str, str]:
    """Subject and text of one notice, in the active language."""
    sentence = one.sentence()
    values = {
        **_common(one.user, home),
        "sentence": sentence,
        "told": f"{sentence}\n\n{one.details}" if one.details else sentence,
        "link": address(one.url) if one.url else home,
    }
    return fill(text.subject, values).text[:300], fill(text.text, values).text


def digest(
    user: User, notices: Iterable[Notice], text: TemplateText, *, address: Address, home: str
) -> tuple[str, str]:
    """Subject and text of one morning, the newest last, in the active language."""
    told = sorted(notices, key=lambda each: (each.at, each.pk))
    lines = [f"– {each.sentence()}" + (f"\n  {address(each.url)}" if each.url else "") for each in told]
    values = {**_common(user, home), "count": str(len(told)), "lines": "\n\n".join(lines)}
    return fill(text.subject, values).text[:300], fill(text.text, values).text


def _common(user: User, home: str) -> dict[str, str]:
    return {"name": user.person.letter_name if user.person else user.email, "address": home}
