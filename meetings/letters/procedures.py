"""Papers and mails of procedures between meetings: the interim text without a number, and how it ended."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from council_office.directory.models import Member
from documents import kinds, placeholders
from documents.letters import fill
from documents.papers import Facts, Heading, Paper, Para, Table, escaped
from documents.queries import template_text
from meetings.capitals import local_times
from meetings.letters.drafts import salutation
from meetings.letters.words import city, day_in_words, moment_in_words
from meetings.models import MemberReply, Procedure
from meetings.states import ProcedureKind, ProcedureState, Reply

ASKED = "meetings.procedure_mail"
ENDED = {
    ProcedureState.BROKEN: "meetings.procedure_broken_mail",
    ProcedureState.ADOPTED: "meetings.procedure_adopted_mail",
    ProcedureState.NOT_ADOPTED: "meetings.procedure_not_adopted_mail",
    ProcedureState.WITHDRAWN: "meetings.procedure_withdrawn_mail",
}
NOTICE = "notice"
BREAKING = (Reply.OBJECTS, Reply.AMENDS)

COMMON = {
    "salutation": gettext_lazy("the salutation, in the right form of address"),
    "member": gettext_lazy("the Member whom the addressee represents"),
    "body": gettext_lazy("the body that decides"),
    "kind": gettext_lazy("silence procedure or written procedure"),
    "title": gettext_lazy("what is to be decided"),
    "text": gettext_lazy("the text of the decision"),
    "deadline": gettext_lazy("the deadline in the time zone of the body"),
}
placeholders.register(
    ASKED,
    {
        **COMMON,
        "capitals": gettext_lazy("the deadline on the clocks of the seven capitals"),
        "reply_link": gettext_lazy("the Member’s own page for its answer"),
    },
    name=gettext_lazy("Mail that opens a procedure"),
)
for kind, name in (
    (ProcedureState.BROKEN, gettext_lazy("Mail: silence broken")),
    (ProcedureState.ADOPTED, gettext_lazy("Mail: adopted between meetings")),
    (ProcedureState.NOT_ADOPTED, gettext_lazy("Mail: not adopted between meetings")),
    (ProcedureState.WITHDRAWN, gettext_lazy("Mail: procedure withdrawn")),
):
    placeholders.register(
        ENDED[kind],
        {
            **COMMON,
            "why": gettext_lazy("how it ended, in words"),
            "number": gettext_lazy("the number of the decision, when there is one"),
        },
        name=name,
    )
kinds.register(NOTICE, gettext_lazy("Notice of a decision"))


def mail(reply: MemberReply, kind: str, **more: str) -> tuple[str, str]:
    """Subject and text of one mail of a procedure, in the addressee's language."""
    language, procedure = reply.person.language, reply.procedure
    text = template_text(kind, language, procedure.body.code)
    values = facts(reply, language) | more
    return fill(text.subject, values).text, fill(text.text, values).text


def facts(reply: MemberReply, language: str) -> dict[str, str]:
    procedure = reply.procedure
    with override(language):
        kind = procedure.get_kind_display()
    return {
        "salutation": salutation(reply.person, language),
        "member": reply.member.formal(language),
        "body": procedure.body.name(language),
        "kind": kind,
        "title": procedure.title(language),
        "text": procedure.text(language),
        "deadline": moment_in_words(procedure.expires_at, procedure.body.time_zone, language),
        "capitals": "\n".join(f"{name}: {moment}" for name, moment in capitals(procedure, language)),
        "number": str(procedure.decision or "–"),
        "why": why(procedure, language) or "–",
    }


def why(procedure: Procedure, language: str) -> str:
    """How it ended, in the reader's language: who stood in the way with their words, or the rule's reason."""
    with override(language):
        match procedure.state:
            case ProcedureState.BROKEN:
                breaking = procedure.replies.filter(answer__in=BREAKING).select_related("member")
                return "\n".join(told(each, language) for each in breaking)
            case ProcedureState.NOT_ADOPTED:
                members = Member.objects.filter(code__in=procedure.why.split(", "))
                names = ", ".join(member.name(language) for member in members)
                return (
                    _("Do not agree: %(members)s.") % {"members": names}
                    if names
                    else _("The majority was not reached.")
                )
        return procedure.why


def told(reply: MemberReply, language: str) -> str:
    words = f"{reply.member.name(language)} ({reply.get_answer_display().lower()})"
    return f"{words}: {reply.text}" if reply.text else words


def capitals(procedure: Procedure, language: str) -> list[tuple[str, str]]:
    """The deadline on the clock of each Member's capital: (name, day and hour)."""
    zones = ((member, member.capital_time_zone) for member in Member.objects.all())
    return [
        (
            f"{one.member.name(language)} ({city(one.member.capital_time_zone)})",
            f"{day_in_words(one.moment.date(), language)}, {one.moment:%H:%M}",
        )
        for one in local_times(procedure.expires_at.astimezone(procedure.zone), zones)
    ]


def interim(procedure: Procedure, *, language: str) -> Paper:
    """The text as it is put to the Members: it says that it is not decided, and has no number."""
    with override(language):
        subject_to = {
            ProcedureKind.SILENCE: _("SUBJECT TO SILENCE UNTIL %(moment)s"),
            ProcedureKind.WRITTEN: _("SUBJECT TO WRITTEN ANSWERS UNTIL %(moment)s"),
        }[ProcedureKind(procedure.kind)]
        there = procedure.expires_at.astimezone(procedure.zone)
        status = subject_to % {"moment": f"{there:%d.%m.%Y %H:%M} ({city(procedure.body.time_zone)})"}
        return Paper(
            kind="interim",
            number="",
            title=_("Provisional text: %(title)s") % {"title": procedure.title(language)},
            language=language,
            reference=procedure.body.code,
            status=status,
            blocks=(
                *paragraphs(procedure, language),
                Heading(_("The deadline in the capitals"), 2),
                Table((_("Capital"), _("Deadline")), tuple(capitals(procedure, language)), widths=(0.5, 0.5)),
            ),
        )


def notice(procedure: Procedure, replies: Sequence[MemberReply], *, language: str) -> Paper:
    """The notice that it is decided, under the number of the decision."""
    decision = procedure.decision
    with override(language):
        pairs = [
            (_("Procedure"), procedure.get_kind_display()),
            (_("Body"), procedure.body.name(language)),
            (_("Deadline"), moment_in_words(procedure.expires_at, procedure.body.time_zone, language)),
            (_("Decided on"), day_in_words(decision.decided_on, language)),
            (_("Status"), decision.get_state_display()),
        ]
        rows = tuple((each.member.name(language), each.get_answer_display(), each.text) for each in replies)
        return Paper(
            kind=NOTICE,
            number=decision.number,
            title=_("Notice of a decision taken between meetings"),
            language=language,
            reference=procedure.body.code,
            date=timezone.localdate(procedure.closed_at),
            blocks=(
                Para(escaped(procedure.title(language)), "lead"),
                Facts(tuple(pairs)),
                *paragraphs(procedure, language),
                Heading(_("Answers of the Members"), 2),
                Table((_("Member"), _("Answer"), _("Remark")), rows, widths=(0.3, 0.25, 0.45)),
            ),
        )


def paragraphs(procedure: Procedure, language: str) -> list[Para]:
    parts = procedure.text(language).split("\n\n")
    return [Para(escaped(part.strip())) for part in parts if part.strip()]
