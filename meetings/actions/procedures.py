"""Verbs on procedures between meetings: opened, answered, broken at once, expired, withdrawn."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop

from council_office.directory.models import Member, Person
from council_office.ledger import audit, moves, outbox
from council_office.ledger.moves import Refused
from council_office.web import actions as links
from council_office.web.models import SignedLink
from documents import actions as documents
from meetings import voting
from meetings.actions.decisions import next_number
from meetings.letters import procedures as letters
from meetings.models import Body, Decision, MemberReply, Procedure, Session
from meetings.queries import procedures as queries
from meetings.queries.planning import free_label
from meetings.queries.voting import table_of, terms_of
from meetings.states import (
    DecisionStatus,
    ProcedureKind,
    ProcedureState,
    Reply,
    SessionKind,
    SessionState,
    Stance,
)

REPLY = "meetings.reply"
STANCES = {
    Reply.AGREES: Stance.AGREES,
    Reply.OBJECTS: Stance.OBJECTS,
    Reply.AMENDS: Stance.OBJECTS,
    # A reservation holds nothing up: the decision is then taken ad referendum.
    Reply.RESERVES: Stance.AGREES,
    Reply.SILENT: Stance.SILENT,
}

audit.say("reply", lazy("%(member)s: %(answer)s"))


@transaction.atomic
def propose_procedure(
    *, body: Body, by, people: Mapping[Member, Person | None] | None = None, **facts: Any
) -> Procedure:
    """A text to be decided between meetings, with who answers for each Member; nothing leaves yet."""
    procedure = moves.create(Procedure, by=by, body=body, **facts)
    people = queries.spokespeople(body, procedure.session) if people is None else people
    for member in Member.objects.all():
        moves.create(MemberReply, by=by, procedure=procedure, member=member, person=people.get(member))
    return procedure


@transaction.atomic
def revise_procedure(
    procedure: Procedure,
    *,
    by,
    seen: int | None = None,
    people: Mapping[Member, Person | None] | None = None,
    **changes: Any,
) -> Procedure:
    """Another text, deadline or person, as long as nothing has left."""
    if procedure.state != ProcedureState.DRAFT:
        raise Refused(_("The text is with the Members. Withdraw the procedure and propose another one."))
    for reply in procedure.replies.select_related("member"):
        if people is not None and reply.member in people:
            moves.revise(reply, by=by, person=people[reply.member])
    return moves.revise(procedure, by=by, seen=seen, **changes)


@transaction.atomic
def open_procedure(procedure: Procedure, *, by) -> Procedure:
    """The interim text goes to every Member; from now on the clock runs."""
    procedure = moves.lock(procedure)
    if procedure.expires_at <= timezone.now():
        raise Refused(_("The deadline is already over. Choose a later one."))
    lacking = queries.unreachable(procedure)
    if lacking:
        told = {"members": ", ".join(str(reply.member) for reply in lacking)}
        raise Refused(_("Name somebody with an e-mail address for %(members)s.") % told)
    procedure = moves.move(procedure, ProcedureState.RUNNING, by=by, opened_at=timezone.now())
    tell_everybody(procedure, "meetings.send_procedure", gettext_noop("“%(title)s” to the Members"), by=by)
    return procedure


def tell_everybody(procedure: Procedure, task: str, title: str, *, by) -> None:
    outbox.post(
        task,
        by=by,
        title=(title, {"title": procedure.title_en}),
        about=procedure,
        key=f"{task}:{procedure.pk}",
        rows=[
            {"reply_id": pk}
            for pk in procedure.replies.filter(person__isnull=False).values_list("pk", flat=True)
        ],
        by_id=by.actor_id,
    )


@transaction.atomic
def send_procedure(reply: MemberReply, *, by) -> MemberReply:
    """One mail with the text, the deadline and the Member's own page; a second run sends nothing."""
    reply = moves.lock(reply)
    procedure = reply.procedure
    if reply.asked_at or procedure.state != ProcedureState.RUNNING:
        return reply
    _link, token = links.issue_link(
        purpose=REPLY, about=reply, recipient=reply.person, expires_at=procedure.expires_at, by=by
    )
    link = settings.BASE_URL + reverse("meetings:reply", args=[token])
    subject, text = letters.mail(reply, letters.ASKED, reply_link=link)
    send(reply, subject, text, key=f"procedure:{reply.pk}:asked", by=by)
    return moves.revise(reply, by=by, asked_at=timezone.now())


def send(reply: MemberReply, subject: str, text: str, *, key: str, by, attached=()) -> None:
    documents.send(
        to=reply.person.email,
        person=reply.person,
        subject=subject,
        body=text,
        documents=attached,
        about=reply.procedure,
        by=by,
        key=key,
        language=reply.person.language,
    )


@transaction.atomic
def reply(reply: MemberReply, *, by, answer: str, text: str = "") -> MemberReply:
    """What a Member says before the deadline; an objection or amendment breaks a silence at once."""
    procedure = moves.lock(reply.procedure)
    if not procedure.is_open:
        raise Refused(_("This procedure is over: answers are no longer taken."))
    answer, text = Reply(answer), text.strip()
    if answer == Reply.AMENDS and not text:
        raise Refused(_("Write the amendment that you propose."))
    reply = moves.revise(reply, by=by, answer=answer, text=text, answered_at=timezone.now())
    audit.record("reply", procedure, by=by, member=str(reply.member), answer=str(answer))
    if procedure.kind == ProcedureKind.SILENCE and answer in letters.BREAKING:
        end(procedure, ProcedureState.BROKEN, by=by, why=f"{reply.member.code}: {text}"[:500])
    return reply


def end(
    procedure: Procedure, state: str, *, by, why: str = "", decision: Decision | None = None
) -> Procedure:
    """The procedure is over: no link opens it any more, and every Member is told in writing."""
    procedure = moves.move(
        procedure, state, by=by, why=why, decision=decision, closed_at=timezone.now(), reason=why
    )
    close_links(procedure, by=by)
    tell_everybody(
        procedure, "meetings.send_procedure_end", gettext_noop("How “%(title)s” ended, to the Members"), by=by
    )
    return procedure


def close_links(procedure: Procedure, *, by) -> None:
    kind = ContentType.objects.get_for_model(MemberReply)
    rows = SignedLink.objects.filter(content_type=kind, object_id__in=procedure.replies.values("pk")).alive()
    for link in rows:
        links.revoke_link(link, by=by, reason=_("the procedure is over"))


def expire_procedures() -> int:
    """What the clock does every minute: procedures whose deadline is over come to their end."""
    due = list(Procedure.objects.expired(timezone.now()))
    for procedure in due:
        expire_procedure(procedure, by=audit.CLOCK)
    return len(due)


@transaction.atomic
def expire_procedure(procedure: Procedure, *, by) -> Procedure:
    """Unbroken silence, or answers that meet the rule, make a numbered decision; twice makes it once."""
    procedure = moves.lock(procedure)
    if procedure.state != ProcedureState.RUNNING or procedure.expires_at > timezone.now():
        return procedure
    replies = list(procedure.replies.select_related("member"))
    lacks = () if procedure.kind == ProcedureKind.SILENCE else missing(procedure, replies)
    if lacks:
        return end(procedure, ProcedureState.NOT_ADOPTED, by=by, why=", ".join(lacks))
    return end(procedure, ProcedureState.ADOPTED, by=by, decision=decide(procedure, replies, by=by))


def missing(procedure: Procedure, replies: list[MemberReply]) -> tuple[str, ...]:
    """Why the written answers do not carry the text: the Members in the way, or the rule's own reason."""
    terms = terms_of(table_of(procedure.body, timezone.localdate()), quorum=False)
    stances = {each.member: STANCES[Reply(each.answer)] for each in replies}
    result = voting.count(procedure.rule, stances, stances, terms)
    found = [str(member.code) for _lack, members in result.lacks for member in members]
    return tuple(found or [lack.value for lack, _members in result.lacks])


def decide(procedure: Procedure, replies: list[MemberReply], *, by) -> Decision:
    """The decision in the register under its number; with a reservation it stands ad referendum."""
    session = moves.lock(procedure.session or between(procedure.body, by=by))
    serial, number = next_number(session, "decision")
    reserving = [each.member for each in replies if each.answer == Reply.RESERVES]
    today = timezone.localdate(procedure.expires_at)
    return moves.create(
        Decision,
        by=by,
        session=session,
        serial=serial,
        number=number,
        formula=procedure.formula,
        subject=procedure.subject,
        addressee=procedure.addressee,
        text_en=procedure.text_en,
        text_fr=procedure.text_fr,
        state=DecisionStatus.AD_REFERENDUM if reserving else DecisionStatus.ACTIVE,
        decided_on=today,
        effective_on=None if reserving else today,
        communicated_on=timezone.localdate(),
        reserving=reserving,
    )


def between(body: Body, *, by) -> Session:
    """The place in the register of what a body decides between its meetings, one a month."""
    today = timezone.localdate()
    first = today.replace(day=1)
    known = body.sessions.filter(kind=SessionKind.BETWEEN, starts_on=first).first()
    if known:
        return known
    label = free_label(body, SessionKind.BETWEEN, None, today)
    return moves.create(
        Session,
        by=by,
        body=body,
        kind=SessionKind.BETWEEN,
        label=label,
        starts_on=first,
        ends_on=today,
        state=SessionState.HELD,
        fixed_by_hand=True,
    )


def send_procedure_end(reply: MemberReply, *, by) -> None:
    """How it ended, to one Member; a decision comes with its notice. A second run sends nothing."""
    procedure, attached = reply.procedure, []
    if procedure.decision_id:
        replies = queries.replies(procedure)
        for language in ("en", "fr"):
            paper = letters.notice(procedure, replies, language=language)
            made = documents.issue(paper, about=procedure, by=by)
            if language == reply.person.language:
                attached = [made["pdf"]]
    tell_end(reply, attached, by=by)


@transaction.atomic
def tell_end(reply: MemberReply, attached: list, *, by) -> None:
    reply = moves.lock(reply)
    if reply.told_at:
        return
    subject, text = letters.mail(reply, letters.ENDED[ProcedureState(reply.procedure.state)])
    send(reply, subject, text, key=f"procedure:{reply.pk}:ended", by=by, attached=attached)
    moves.revise(reply, by=by, told_at=timezone.now())


@transaction.atomic
def withdraw_procedure(procedure: Procedure, *, by, reason: str) -> Procedure:
    """The text is taken back; whoever had it is told."""
    if not reason.strip():
        raise Refused(_("Say why the procedure is withdrawn."))
    if procedure.state == ProcedureState.RUNNING:
        return end(procedure, ProcedureState.WITHDRAWN, by=by, why=reason.strip()[:500])
    return moves.move(
        procedure, ProcedureState.WITHDRAWN, by=by, reason=reason.strip(), why=reason.strip()[:500]
    )
