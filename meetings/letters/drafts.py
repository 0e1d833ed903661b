"""What goes with a draft record: the mail to each Member, its changes marked, the comparison table."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from council_office.directory.address import form_of_address
from council_office.directory.models import Person
from documents import kinds, placeholders
from documents.letters import fill
from documents.papers import Facts, Heading, Paper, Para, Redlined, Table, escaped
from documents.queries import template_text
from meetings.letters.record import draft_number
from meetings.letters.words import days_in_words, moment_in_words, session_as_heading, session_in_words
from meetings.models import Draft, Reviewer, Session
from meetings.queries.drafts import CommentedParagraph, Reworded

MAIL = "meetings.draft_mail"
REDLINE = "record-redline"
COMPARISON = "record-comments"

kinds.register(REDLINE, gettext_lazy("Draft record with its changes marked"))
kinds.register(COMPARISON, gettext_lazy("Comments on a draft record"))
placeholders.register(
    MAIL,
    {
        "salutation": gettext_lazy("the salutation, in the right form of address"),
        "member": gettext_lazy("the Member whom the addressee represents"),
        "session": gettext_lazy("the session in words: 40th meeting of the ITER Council (IC-40)"),
        "label": gettext_lazy("the session’s label: IC-40"),
        "edition": gettext_lazy("which draft it is: 1, 2…"),
        "deadline": gettext_lazy("the last moment for comments, in words"),
        "comment_link": gettext_lazy("the Member’s own page for its comments"),
    },
    name=gettext_lazy("Mail with a draft record"),
)


def mail(reviewer: Reviewer, *, link: str) -> tuple[str, str]:
    """Subject and text of the mail that asks a Member for its comments."""
    person, draft = reviewer.person, reviewer.draft
    language, session = person.language, draft.session
    text = template_text(MAIL, language, session.body.code)
    values = {
        "salutation": salutation(person, language),
        "member": reviewer.member.formal(language),
        "session": session_in_words(session, language),
        "label": session.label,
        "edition": str(draft.edition),
        "deadline": moment_in_words(draft.comments_until, session.body.time_zone, language),
        "comment_link": link,
    }
    return fill(text.subject, values).text, fill(text.text, values).text


def salutation(person: Person, language: str) -> str:
    return form_of_address(person, language=language, on=timezone.localdate()).salutation


def redlined(
    session: Session, changes: Sequence[Reworded], *, language: str, edition: int, level: str = "internal"
) -> Paper:
    """The revised draft: what was struck and what came in, paragraph by paragraph."""
    with override(language):
        blocks, item = [], ""
        for each in changes:
            if each.item and each.item != item:
                told = {"number": each.item, "title": each.title}
                blocks.append(Heading(escaped(_("Item %(number)s · %(title)s") % told), 2))
                item = each.item
            blocks.append(Redlined(f"{each.number}.", each.pieces))
        told = {"before": edition - 1}
        return Paper(
            kind=REDLINE,
            number=draft_number(session),
            version=edition,
            title=_("Draft Record of Decisions with its changes marked"),
            language=language,
            reference=session.label,
            level=level,
            status=_("DRAFT %(number)s") % {"number": edition},
            blocks=(
                Para(escaped(session_as_heading(session, language)), "lead"),
                Facts(((_("Dates"), days_in_words(session.starts_on, session.ends_on, language)),)),
                Para(
                    _("Against draft %(before)d: what came in is underlined, what went is struck.") % told,
                    "note",
                ),
                *blocks,
            ),
        )


def comparison(draft: Draft, rows: Sequence[CommentedParagraph], *, language: str) -> Paper:
    """Every comment beside its paragraph, with the verdict and its reason."""
    with override(language):
        head = (_("Paragraph"), _("Text"), _("Member"), _("Comment"), _("Verdict"), _("Reason"))
        cells = tuple(
            (
                str(row.paragraph["number"]),
                row.paragraph[language],
                comment.reviewer.member.name(language),
                said(comment),
                comment.get_state_display(),
                comment.because,
            )
            for row in rows
            for comment in row.comments
        )
        table = Table(head, cells, widths=(0.09, 0.28, 0.12, 0.25, 0.11, 0.15))
        empty = Para(_("No Member has commented."))
        return Paper(
            kind=COMPARISON,
            number=draft_number(draft.session),
            version=draft.edition,
            title=_("Comments on draft %(number)s of the record") % {"number": draft.edition},
            language=language,
            reference=draft.session.label,
            page="A4 landscape",
            blocks=(
                Para(escaped(session_as_heading(draft.session, language)), "lead"),
                table if cells else empty,
            ),
        )


def said(comment) -> str:
    proposed = _("Proposed: %(wording)s") % {"wording": comment.wording} if comment.wording else ""
    return "\n".join(filter(None, (comment.text, proposed)))
