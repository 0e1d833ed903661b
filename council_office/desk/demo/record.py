"""An extraordinary Council whose draft record is with the Members, and a silence under way."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from council_office.calendar.queries import calendar_around
from council_office.desk.demo.meetings import CHAMBER, work_jobs
from council_office.desk.demo.people import rows
from council_office.directory.models import Member, Person, User
from council_office.directory.states import Role
from meetings import actions
from meetings.models import Addressee, AgendaItem, Body, Draft, Formula, Procedure, Session, Subject
from meetings.queries.drafts import spokespeople
from meetings.states import DecisionRule, Presence, ProcedureKind, Purpose, SessionKind, Stance, Verdict

DAYS_AGO = 21
ITEMS = (
    ("Adoption of the agenda", "Adoption de l’ordre du jour", Purpose.DECISION),
    ("Schedule of the magnet repairs", "Calendrier des réparations des aimants", Purpose.DISCUSSION),
    ("Host agreement on the access road", "Accord de l’hôte sur la route d’accès", Purpose.DECISION),
    ("Staff Regulations, Annex V", "Statut du personnel, annexe V", Purpose.DECISION),
)


def record(people: dict[str, Person], users: dict[Role, User]) -> None:
    """The draft record with comments, votes and attendance; the procedure between meetings."""
    secretary = users[Role.COUNCIL_SECRETARY]
    session = held(people, by=secretary)
    items = {item.title_en: item for item in session.items.all()}
    attend(session, items, by=secretary)
    say(session, items, by=secretary)
    vote(items, by=secretary)
    decide(session, items, by=secretary)
    comment(circulate(session, by=secretary), by=secretary)
    silence(by=secretary)
    work_jobs()


def held(people: dict[str, Person], *, by: User) -> Session:
    day = workday(timezone.localdate() - timedelta(days=DAYS_AGO))
    session = actions.create_session(
        by=by,
        body=Body.objects.get(code="IC"),
        kind=SessionKind.EXTRAORDINARY,
        starts_on=day,
        ends_on=day,
        chair=people["kr1"],
        signatory=people["council_secretary"],
        **CHAMBER,
    )
    session = actions.convene_session(session, by=by)
    for row in rows("people"):
        if row["role"]:
            actions.add_participant(session, by=by, person=people[row["key"]], role=row["role"])
    for title_en, title_fr, purpose in ITEMS:
        actions.add_item(session, by=by, title_en=title_en, title_fr=title_fr, purpose=purpose)
    return actions.hold_session(session, by=by)


def workday(day: date) -> date:
    calendar = calendar_around(day)
    return day if calendar.is_working(day) else calendar.next_working(day)


def attend(session: Session, items: dict[str, AgendaItem], *, by: User) -> None:
    """The head of one delegation goes on from afar, as far as the agenda has reached."""
    head = session.participants.filter(role="head", delegation__member__code="JP").first()
    if head:
        item = items["Host agreement on the access road"]
        actions.note_presence(item, by=by, participant=head, presence=Presence.REMOTE)


def say(session: Session, items: dict[str, AgendaItem], *, by: User) -> None:
    """What was said on the repairs."""
    item = items["Schedule of the magnet repairs"]
    for code, text_en, text_fr in (
        ("JP", "Japan asked for the schedule by component.", "Le Japon demande le calendrier par composant."),
        ("EU", "The European Union supported this.", "L’Union européenne appuie cette demande."),
    ):
        member = Member.objects.get(code=code)
        actions.add_statement(session, by=by, item=item, member=member, text_en=text_en, text_fr=text_fr)


def vote(items: dict[str, AgendaItem], *, by: User) -> None:
    """The host agrees on its road; one Member reserves its position on the Staff Regulations."""
    road, staff = items["Host agreement on the access road"], items["Staff Regulations, Annex V"]
    actions.note_positions(road, by=by, rule=DecisionRule.HOST, positions={})
    actions.note_agreement(road, by=by)
    reserve = {
        "stance": Stance.RESERVES,
        "note": "Awaits its finance ministry.",
        "lift_expected_on": lifting(),
    }
    positions = {Member.objects.get(code="IN"): reserve}
    actions.note_positions(staff, by=by, rule=DecisionRule.CONSENSUS, positions=positions)


def lifting() -> date:
    return timezone.localdate() + timedelta(days=60)


def decide(session: Session, items: dict[str, AgendaItem], *, by: User) -> None:
    council = Addressee.objects.get(name_en="the Council")
    held_up = {
        "ad_referendum": True,
        "reserving": [Member.objects.get(code="IN")],
        "lift_expected_on": lifting(),
    }
    paragraph(session, items["Adoption of the agenda"], "adopted", "the agenda", "l’ordre du jour", by=by)
    paragraph(
        session,
        items["Schedule of the magnet repairs"],
        "requested",
        "present the schedule of the repairs by component at its next session",
        "présenter le calendrier des réparations par composant à sa prochaine session",
        by=by,
        addressee=Addressee.objects.get(name_en="the Director-General"),
    )
    paragraph(
        session,
        items["Host agreement on the access road"],
        "approved",
        "the agreement on the access road",
        "l’accord sur la route d’accès",
        by=by,
        addressee=council,
    )
    paragraph(
        session,
        items["Staff Regulations, Annex V"],
        "approved",
        "Annex V of the Staff Regulations",
        "l’annexe V du Statut du personnel",
        by=by,
        addressee=council,
        **held_up,
    )


def paragraph(
    session: Session, item: AgendaItem, verb: str, text_en: str, text_fr: str, *, by: User, **facts: Any
) -> None:
    formula = Formula.objects.get(code=verb)
    act = {"formula": formula, "text_en": text_en, "text_fr": text_fr, **facts}
    actions.add_outcome(session, by=by, item=item, acts=[act])


def circulate(session: Session, *, by: User) -> Draft:
    people = spokespeople(session.body, session)
    until = timezone.now() + timedelta(days=9)
    draft = actions.circulate_draft(session, by=by, comments_until=until, people=people)
    work_jobs()
    return draft


def comment(draft: Draft, *, by: User) -> None:
    """Three Members have spoken: one comment is accepted, one rejected, one waits."""
    said = {
        "JP": (
            2,
            "en",
            "Say by when.",
            "The IC requested the Director-General to present the schedule of the repairs by component in "
            "writing one month before its next session.",
        ),
        "EU": (3, "fr", "Préciser qu’il s’agit de la route d’accès nord.", ""),
        "KR": (4, "en", "Is the annex attached?", ""),
    }
    made = {}
    for reviewer in draft.reviewers.select_related("member"):
        if reviewer.member.code in said:
            number, language, text, wording = said[reviewer.member.code]
            made[reviewer.member.code] = actions.comment_draft(
                reviewer, by=by, number=number, language=language, text=text, wording=wording
            )
    for reviewer in draft.reviewers.filter(member__code__in=("CN", "US")):
        actions.finish_comments(reviewer, by=by)
    if "EU" in made:
        reason = "The text speaks of one road only."
        actions.judge_comment(made["EU"], by=by, state=Verdict.REJECTED, reason=reason)
    if "JP" in made:
        reason = "The date helps the Members."
        actions.judge_comment(made["JP"], by=by, state=Verdict.ACCEPTED, reason=reason, take_wording=True)


def in_two_days() -> datetime:
    """At six in the evening."""
    return (timezone.localtime() + timedelta(days=2)).replace(hour=18, minute=0, second=0, microsecond=0)


def silence(*, by: User) -> Procedure:
    """The venue of an extraordinary session, adopted unless somebody speaks within two days."""
    procedure = actions.propose_procedure(
        body=Body.objects.get(code="IC"),
        by=by,
        kind=ProcedureKind.SILENCE,
        title_en="Venue of the next ministerial session",
        title_fr="Lieu de la prochaine session ministérielle",
        text_en="The IC approved Saint-Paul-lez-Durance as the venue of the next ministerial session.",
        text_fr="Le Conseil a choisi Saint-Paul-lez-Durance pour la prochaine session ministérielle.",
        formula=Formula.objects.get(code="approved"),
        subject=Subject.objects.filter(name_en="Next session").first(),
        expires_at=(timezone.localtime() + timedelta(days=2)).replace(
            hour=18, minute=0, second=0, microsecond=0
        ),
    )
    procedure = actions.open_procedure(procedure, by=by)
    for code, answer in (("CN", "agrees"), ("JP", "agrees"), ("IN", "reserves")):
        actions.reply(procedure.replies.get(member__code=code), by=by, answer=answer)
    return procedure
