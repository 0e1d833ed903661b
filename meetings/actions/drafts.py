"""Verbs on the draft record: circulated, commented, judged, adopted."""

from collections.abc import Mapping
from datetime import datetime

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
from documents.papers import from_json, to_json
from meetings.actions.record import issue_record, revise_outcome
from meetings.letters import drafts as letters
from meetings.letters import record
from meetings.models import Comment, Draft, RecordIssue, Reviewer, Session
from meetings.queries import drafts as queries
from meetings.queries.attendance import notes_of
from meetings.queries.record import Record, presence
from meetings.states import DraftState, SessionState, Verdict

COMMENT = "meetings.comment_draft"

audit.say("comment_draft", lazy("commented paragraph %(number)s"))
audit.say("take_back_comment", lazy("took back the comment on paragraph %(number)s"))


@transaction.atomic
def circulate_draft(
    session: Session, *, by, comments_until: datetime, people: Mapping[Member, Person | None]
) -> Draft:
    """The record as it stands goes to the Members; before a revised one every comment has its verdict."""
    session = moves.lock(session)
    require_circulable(session)
    people = {member: person for member, person in people.items() if person}
    require_reachable(people, comments_until)
    before = session.drafts.first()
    replace_before(before, by=by)
    whole = Record(session)
    paragraphs = queries.snapshot(whole)
    if not paragraphs:
        raise Refused(_("The record has no paragraph yet: there is nothing to circulate."))
    edition = before.edition + 1 if before else 1
    draft = moves.create(
        Draft,
        by=by,
        session=session,
        edition=edition,
        paragraphs=paragraphs,
        papers=papers_of(whole, before, paragraphs, edition),
        circulated_at=timezone.now(),
        comments_until=comments_until,
    )
    made = [moves.create(Reviewer, by=by, draft=draft, member=m, person=p) for m, p in people.items()]
    order(draft, made, by=by)
    return draft


def require_circulable(session: Session) -> None:
    if session.state != SessionState.HELD:
        raise Refused(_("A draft record is circulated when the session was held and its record is open."))


def require_reachable(people: Mapping[Member, Person], comments_until: datetime) -> None:
    if comments_until <= timezone.now():
        raise Refused(_("The last moment for comments is already over."))
    if not people:
        raise Refused(_("Name somebody for at least one Member."))
    if silent := [str(person) for person in people.values() if not person.email]:
        raise Refused(_("These people have no e-mail address: %(names)s.") % {"names": ", ".join(silent)})


def replace_before(before: Draft | None, *, by) -> None:
    if before is None or before.state != DraftState.CIRCULATED:
        return
    require_judged(before)
    close_links(before, by=by, reason=_("a revised draft was circulated"))
    moves.move(before, DraftState.REPLACED, by=by)


def require_judged(draft: Draft) -> None:
    if waiting := queries.unjudged(draft):
        told = {"count": waiting, "draft": draft}
        raise Refused(_("%(count)d comments on %(draft)s wait for a verdict. Judge them first.") % told)


def papers_of(whole: Record, before: Draft | None, paragraphs: list, edition: int) -> list[dict]:
    """The draft in each complete language, and after the first one with its changes marked."""
    session, people = whole.session, presence(whole.session)
    level = "restricted" if whole.has_restricted else "internal"
    found = []
    for language in whole.languages:
        notes = notes_of(session, language)
        options = {"language": language, "level": level, "notes": notes, "draft": edition}
        found.append(record.record(session, whole, people, kind=record.DRAFT, **options))
        if before:
            changes = queries.reworded(before.paragraphs, paragraphs, language)
            found.append(letters.redlined(session, changes, language=language, edition=edition, level=level))
    return [to_json(paper) for paper in found]


def order(draft: Draft, reviewers: list[Reviewer], *, by) -> None:
    """The worker files the papers and writes to each Member."""
    title = (gettext_noop("%(draft)s to the Members"), {"draft": str(draft)})
    outbox.post(
        "meetings.produce_draft", by=by, title=title, about=draft, draft_id=draft.pk, by_id=by.actor_id
    )
    outbox.post(
        "meetings.send_draft",
        by=by,
        title=title,
        about=draft,
        rows=[{"reviewer_id": each.pk, "by_id": by.actor_id} for each in reviewers],
    )


def produce_draft(draft: Draft, *, by) -> None:
    """File the papers of a draft as it was circulated; may run twice."""
    for facts in draft.papers:
        documents.issue(from_json(facts), about=draft.session, by=by)


@transaction.atomic
def send_draft(reviewer: Reviewer, *, by) -> Reviewer:
    """One mail with the Member's own page; a second run sends nothing."""
    reviewer = moves.lock(reviewer)
    draft = reviewer.draft
    if reviewer.asked_at or draft.state != DraftState.CIRCULATED:
        return reviewer
    _link, token = links.issue_link(
        purpose=COMMENT, about=reviewer, recipient=reviewer.person, expires_at=draft.comments_until, by=by
    )
    address = settings.BASE_URL + reverse("meetings:comment_draft", args=[token])
    subject, text = letters.mail(reviewer, link=address)
    documents.send(
        to=reviewer.person.email,
        person=reviewer.person,
        subject=subject,
        body=text,
        about=draft,
        by=by,
        key=f"draft:{reviewer.pk}",
        language=reviewer.person.language,
    )
    return moves.revise(reviewer, by=by, asked_at=timezone.now())


@transaction.atomic
def comment_draft(
    reviewer: Reviewer, *, by, number: int, language: str, text: str = "", wording: str = ""
) -> Comment | None:
    """What a Member says of a paragraph, kept as it is typed; said anew it is judged anew."""
    reviewer = moves.lock(reviewer)
    require_open(reviewer.draft)
    paragraph = next((p for p in queries.readable(reviewer.draft, reviewer) if p["number"] == number), None)
    if paragraph is None:
        raise Refused(_("The draft has no paragraph %(number)s.") % {"number": number})
    text, wording = text.strip(), wording.strip()
    wording = "" if wording == paragraph[language].strip() else wording
    known = reviewer.comments.filter(number=number).first()
    if not (text or wording):
        return take_back(known, by=by)
    said = {"text": text, "wording": wording, "language": language}
    if known is None:
        outcome = reviewer.draft.session.outcomes.filter(pk=paragraph["outcome"]).first()
        return moves.create(
            Comment, by=by, reviewer=reviewer, number=number, outcome=outcome, said_at=timezone.now(), **said
        )
    if (known.text, known.wording) == (text, wording):
        return known
    if known.state != Verdict.OPEN:
        known = moves.move(known, Verdict.OPEN, by=by, because="", judged_at=None)
    return moves.revise(known, by=by, said_at=timezone.now(), **said)


def take_back(known: Comment | None, *, by) -> None:
    if known is not None:
        audit.record("take_back_comment", known.reviewer, by=by, number=known.number)
        moves.remove(known, by=by)


def require_open(draft: Draft) -> None:
    if not draft.is_open:
        raise Refused(_("Comments on %(draft)s are closed. Write to the Secretariat.") % {"draft": draft})


@transaction.atomic
def finish_comments(reviewer: Reviewer, *, by) -> Reviewer:
    """The Member has said all that it has to say, or agrees; it may still change its mind."""
    reviewer = moves.lock(reviewer)
    require_open(reviewer.draft)
    return moves.revise(reviewer, by=by, done_at=timezone.now())


@transaction.atomic
def judge_comment(comment: Comment, *, by, state: str, reason: str, take_wording: bool = False) -> Comment:
    """Accept or reject a comment, always with the reason; accepted words may go into the record at once."""
    if not reason.strip():
        raise Refused(_("Say why: the reason stands in the comparison table that goes to the Members."))
    if state not in (Verdict.ACCEPTED, Verdict.REJECTED):
        raise Refused(_("A comment is accepted or rejected."))
    if comment.reviewer.draft.state != DraftState.CIRCULATED:
        raise Refused(_("This draft is no longer with the Members."))
    if take_wording:
        require_wording(comment, state)
        revise_outcome(comment.outcome, by=by, **{f"text_{comment.language}": comment.wording})
    facts = {"because": reason.strip()[:500], "judged_at": timezone.now()}
    comment = moves.lock(comment)
    if comment.state == state:
        return moves.revise(comment, by=by, **facts)
    return moves.move(comment, state, by=by, **facts)


def require_wording(comment: Comment, state: str) -> None:
    if state != Verdict.ACCEPTED or not comment.wording or comment.outcome is None:
        raise Refused(_("There are no accepted words to take over."))


@transaction.atomic
def adopt_draft(draft: Draft, *, by, reason: str = "", gap_reason: str = "") -> RecordIssue:
    """The Members have accepted it: the record is issued under its number and sealed.

    Before the deadline that needs a reason; a record that reads otherwise than the draft is circulated again.
    """
    session = moves.lock(draft.session)
    if draft.state != DraftState.CIRCULATED:
        raise Refused(_("This draft is no longer with the Members."))
    require_judged(draft)
    require_as_circulated(draft)
    if draft.is_open and not reason.strip() and not everybody_is_done(draft):
        raise Refused(
            _("Comments are still open. Wait for the deadline, or say why it is adopted before it.")
        )
    issue = issue_record(session, by=by, gap_reason=gap_reason, adopting=draft)
    close_links(draft, by=by, reason=_("the record was adopted"))
    moves.move(
        draft,
        DraftState.ADOPTED,
        by=by,
        reason=reason.strip(),
        adopted_at=timezone.now(),
        sha256=issue.sha256,
    )
    return issue


def require_as_circulated(draft: Draft) -> None:
    changed = queries.changed_since(draft)
    if changed:
        told = {"draft": draft, "numbers": ", ".join(map(str, changed))}
        raise Refused(
            _("The record differs from %(draft)s in paragraph %(numbers)s. Circulate a revised draft.") % told
        )
    if queries.reordered_since(draft):
        raise Refused(
            _("The paragraphs were reordered since %(draft)s. Circulate a revised draft.") % {"draft": draft}
        )


def everybody_is_done(draft: Draft) -> bool:
    return not draft.reviewers.filter(done_at__isnull=True).exists()


def close_links(draft: Draft, *, by, reason: str) -> None:
    kind = ContentType.objects.get_for_model(Reviewer)
    rows = SignedLink.objects.filter(content_type=kind, object_id__in=draft.reviewers.values("pk")).alive()
    for link in rows:
        links.revoke_link(link, by=by, reason=reason)
