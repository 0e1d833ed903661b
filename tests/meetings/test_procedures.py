"""Behaviour 13: written and silence procedures, from the interim text to decision and notice."""

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone

from council_office.directory.models import Member
from council_office.directory.states import Role
from council_office.ledger import audit, sweeping
from council_office.ledger.moves import Refused
from council_office.web.models import SignedLink
from documents.models import Delivery, Document
from documents.papers import from_json
from meetings import actions
from meetings.letters import procedures as letters
from meetings.models import Decision, Formula, Procedure, Session, Subject
from meetings.queries.registers import in_force
from tests.factories import PersonFactory, member
from tests.meetings.factories import body
from tests.meetings.records import held

THREE_DAYS = timedelta(days=3)


@pytest.fixture
def secretary(office):
    return office[Role.COUNCIL_SECRETARY]


def proposed(by, *, kind="silence", rule="consensus", expires_in=THREE_DAYS, **facts) -> Procedure:
    people = {
        one: PersonFactory(
            family_name=f"Speaker{one.code}", member=one, language="fr" if one.code == "EU" else "en"
        )
        for one in Member.objects.all()
    }
    texts = {
        "title_en": "Venue of the next session",
        "title_fr": "Lieu de la prochaine session",
        "text_en": "The IC approved the venue.",
        "text_fr": "Le Conseil a approuvé le lieu.",
    }
    return actions.propose_procedure(
        body=body(),
        by=by,
        people=people,
        kind=kind,
        rule=rule,
        expires_at=timezone.now() + expires_in,
        formula=Formula.objects.get(code="approved"),
        **{**texts, **facts},
    )


@pytest.fixture
def procedure(secretary, run_jobs) -> Procedure:
    procedure = actions.open_procedure(proposed(secretary), by=secretary)
    run_jobs()
    return procedure


def page_of(procedure, code) -> str:
    mail = Delivery.objects.get(key=f"procedure:{procedure.replies.get(member__code=code).pk}:asked")
    return next("/" + line.split("/", 3)[3] for line in mail.body.splitlines() if "/reply/" in line)


def says(client, procedure, code, answer, text=""):
    return client.post(page_of(procedure, code), {"answer": answer, "text": text})


def expire(procedure) -> Procedure:
    """The minute after the deadline."""
    with time_machine.travel(procedure.expires_at + timedelta(minutes=1), tick=False):
        sweeping.sweep()
    procedure.refresh_from_db()
    return procedure


def url(name, thing):
    return reverse(f"meetings:{name}", args=[thing.pk])


def test_13_the_interim_text_has_no_number_and_says_that_it_is_subject_to_silence(procedure):
    paper = letters.interim(procedure, language="en")
    assert (paper.number, paper.title) == ("", "Provisional text: Venue of the next session")
    assert paper.status.startswith("SUBJECT TO SILENCE UNTIL ")
    assert procedure.decision is None
    assert not Document.objects.about(procedure).exists()


def test_13_the_deadline_is_counted_in_the_zone_of_the_body_and_shown_in_seven_capitals(secretary):
    moment = datetime(2027, 6, 30, 18, 0, tzinfo=ZoneInfo("Europe/Paris"))
    procedure = proposed(secretary)
    procedure.expires_at = moment
    assert dict(letters.capitals(procedure, "en"))["Japan (Tokyo)"] == "Thursday 1 July 2027, 01:00"
    assert len(letters.capitals(procedure, "fr")) == 7


def test_13_every_member_gets_a_mail_in_its_language_with_its_own_page(procedure):
    mails = Delivery.objects.filter(key__endswith=":asked")
    assert mails.count() == 7
    french = mails.get(person__language="fr")
    assert french.subject == "Procédure d’approbation tacite : Lieu de la prochaine session"
    assert "Le Conseil a approuvé le lieu." in french.body
    for reply in procedure.replies.all():
        actions.send_procedure(reply, by=audit.CLOCK)  # a second run
    assert Delivery.objects.count() == 7


@pytest.mark.parametrize(("answer", "text"), [("objects", ""), ("amends", "In Naka, please.")])
def test_13_an_objection_or_amendment_stops_a_silence_at_once_and_all_are_told(
    procedure, client, run_jobs, answer, text
):
    assert says(client, procedure, "JP", answer, text).status_code == 302
    procedure.refresh_from_db()
    assert (procedure.state, procedure.decision) == ("broken", None)
    assert SignedLink.objects.alive().count() == 0
    run_jobs()
    told = Delivery.objects.filter(key__endswith=":ended")
    assert told.count() == 7
    assert "Non adopté, silence rompu : Lieu de la prochaine session" in {mail.subject for mail in told}
    assert "Japan" in told.filter(language="en").first().body
    assert expire(procedure).state == "broken"
    assert says(client, procedure, "CN", "agrees").status_code == 410


def test_13_unbroken_silence_makes_a_numbered_decision_and_a_notice_by_the_minute_sweep(
    procedure, client, run_jobs
):
    says(client, procedure, "CN", "agrees")
    sweeping.sweep()
    procedure.refresh_from_db()
    assert procedure.state == "running"
    expire(procedure)
    decision = procedure.decision
    assert (procedure.state, decision.state, decision.session.kind) == ("adopted", "active", "between")
    assert decision.number.endswith("/D-01")
    assert decision.text_fr == "Le Conseil a approuvé le lieu."
    run_jobs()
    assert Delivery.objects.filter(key__endswith=":ended", documents__kind="notice").count() == 7
    notice = Document.objects.get(kind="notice", language="fr", form="pdf")
    assert notice.number == decision.number
    assert "Accepte" in str(from_json(notice.paper).blocks)


def test_13_expiring_twice_makes_one_decision(procedure):
    expire(procedure)
    with time_machine.travel(procedure.expires_at + timedelta(minutes=9), tick=False):
        actions.expire_procedures()
        actions.expire_procedure(procedure, by=audit.CLOCK)
    assert Decision.objects.filter(decided_on=timezone.localdate(procedure.expires_at)).count() == 1


def test_13_a_decision_proposed_at_a_meeting_takes_its_number_there(secretary, run_jobs):
    session = held(by=secretary)
    subject = Subject.objects.first()
    procedure = actions.open_procedure(proposed(secretary, session=session, subject=subject), by=secretary)
    expire(procedure)
    assert procedure.decision.number == "IC-40/D-01"
    assert procedure.decision in in_force(subject, procedure.decision.effective_on)


def test_13_a_reservation_does_not_break_silence_and_the_decision_stands_ad_referendum(procedure, client):
    says(client, procedure, "IN", "reserves", "Subject to approval.")
    decision = expire(procedure).decision
    assert (decision.state, decision.effective_on) == ("ad_referendum", None)
    assert [str(one.code) for one in decision.reserving.all()] == ["IN"]


def test_13_after_the_deadline_an_objection_comes_too_late_even_before_the_sweep(procedure, client):
    page = page_of(procedure, "JP")
    SignedLink.objects.update(expires_at=timezone.now() + timedelta(days=9))
    with time_machine.travel(procedure.expires_at + timedelta(seconds=1), tick=False):
        assert client.post(page, {"answer": "objects"}).status_code == 409
    assert expire(procedure).state == "adopted"


@pytest.mark.parametrize(
    ("rule", "answers", "state"),
    [
        ("consensus", {}, "adopted"),
        ("consensus", {"JP": "objects"}, "not_adopted"),
        ("unanimity", {"JP": "agrees"}, "not_adopted"),
        ("weighted", {"EU": "agrees"}, "not_adopted"),
        ("weighted", {"EU": "agrees", "JP": "agrees", "CN": "agrees", "US": "agrees"}, "adopted"),
        ("host", {"JP": "agrees"}, "not_adopted"),
    ],
)
def test_13_a_written_procedure_counts_its_answers_under_the_rule_when_it_expires(
    secretary, client, run_jobs, rule, answers, state
):
    procedure = actions.open_procedure(proposed(secretary, kind="written", rule=rule), by=secretary)
    run_jobs()
    for code, answer in answers.items():
        says(client, procedure, code, answer)
    procedure.refresh_from_db()
    assert procedure.state == "running"
    assert expire(procedure).state == state


def test_13_a_text_leaves_only_when_somebody_answers_for_every_member(secretary):
    procedure = proposed(secretary)
    procedure.replies.filter(member__code="KR").update(person=None)
    with pytest.raises(Refused, match="Korea"):
        actions.open_procedure(procedure, by=secretary)
    late = proposed(secretary, expires_in=timedelta(minutes=-1))
    with pytest.raises(Refused, match="already over"):
        actions.open_procedure(late, by=secretary)


def test_13_what_is_with_the_members_is_withdrawn_and_not_reworded(procedure, secretary, signed_in, run_jobs):
    with pytest.raises(Refused, match="with the Members"):
        actions.revise_procedure(procedure, by=secretary, text_en="Other")
    client = signed_in(Role.COUNCIL_SECRETARY)
    assert (
        client.post(url("withdraw_procedure", procedure), {"reason": "Settled otherwise."}).status_code == 302
    )
    run_jobs()
    assert Delivery.objects.filter(key__endswith=":ended", subject__startswith="Withdrawn").count() == 6


def test_13_the_secretary_proposes_opens_and_follows_it_in_the_browser(office, signed_in):
    client = signed_in(Role.COUNCIL_SECRETARY)
    page = client.get(reverse("meetings:propose_procedure")).content.decode()
    assert "Time of Paris." in page
    people = {f"member_{one.code}": PersonFactory(member=one).pk for one in Member.objects.all()}
    data = {
        "kind": "silence",
        "rule": "consensus",
        "title_en": "Dates",
        "title_fr": "Dates",
        "text_en": "The IC agreed on the dates.",
        "text_fr": "Le Conseil est convenu des dates.",
        "expires_at": (timezone.localtime() + THREE_DAYS).strftime("%Y-%m-%dT18:00"),
        "formula": Formula.objects.get(code="agreed").pk,
        **people,
    }
    assert client.post(reverse("meetings:propose_procedure"), data).status_code == 302
    procedure = Procedure.objects.get()
    assert timezone.localtime(procedure.expires_at).hour == 18
    assert client.post(url("open_procedure", procedure)).status_code == 302
    shown = client.get(procedure.get_absolute_url()).content.decode()
    assert "Without an objection or an amendment the text is adopted on" in shown
    assert "0 of 7 have answered" in shown
    assert client.get(url("preview_procedure", procedure)).headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("more", [1, 3])
def test_13_the_list_of_procedures_asks_as_often_for_three_as_for_one(
    secretary, signed_in, own_queries, more
):
    for _ in range(more):
        proposed(secretary)
    assert own_queries(signed_in(Role.ASSISTANT), reverse("meetings:procedures")) == QUERIES


QUERIES = 4


@pytest.mark.skipif(connection.vendor == "sqlite", reason="rows are locked on PostgreSQL only")
@pytest.mark.django_db(transaction=True)
def test_13_an_objection_and_the_expiry_at_the_same_moment_have_one_winner(secretary):
    for _ in range(5):
        procedure = actions.open_procedure(proposed(secretary), by=secretary)
        reply = procedure.replies.get(member=member("JP"))
        after = procedure.expires_at + timedelta(seconds=1)
        at_once(
            lambda reply=reply: actions.reply(reply, by=audit.CLOCK, answer="objects"),
            lambda pk=procedure.pk, after=after: expire_at(pk, after),
        )
        procedure.refresh_from_db()
        assert (procedure.state == "adopted") == (procedure.decision_id is not None)
        assert procedure.state in ("adopted", "broken")
    assert Session.objects.filter(kind="between", starts_on=timezone.localdate().replace(day=1)).count() <= 1


def expire_at(pk, after):
    """The clock's verb as it would run a second after the deadline."""
    Procedure.objects.filter(pk=pk).update(expires_at=timezone.now() - timedelta(seconds=0.001))
    actions.expire_procedure(Procedure.objects.get(pk=pk), by=audit.CLOCK)


def at_once(*verbs):
    def run(verb):
        try:
            verb()
        except Refused:
            pass  # the loser is told
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
