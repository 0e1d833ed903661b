"""The register of decisions over all sessions: permanent numbers, chains, what is in force on a day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings

from council_office.directory.states import Role
from council_office.ledger.models import Event
from meetings import actions
from meetings.models import Decision, Formula, Session, Subject
from meetings.queries.registers import in_force
from meetings.states import DecisionStatus
from meetings.supersession import in_force as told
from tests.factories import member
from tests.meetings.records import act, delegate, held, issued, paragraph
from tests.meetings.test_supersession import day, histories

LIST = reverse("meetings:decisions")


@pytest.fixture
def secretary(office):
    return office[Role.COUNCIL_SECRETARY]


@pytest.fixture
def decision(secretary) -> Decision:
    return decided(secretary)


def decided(secretary, number=40, in_days=-60, **facts) -> Decision:
    session = held(number=number, in_days=in_days)
    paragraph(session, act("approved", "the schedule", **facts))
    issued(session, by=secretary)
    return Decision.objects.get(session=session)


def url(name, thing):
    return reverse(f"meetings:{name}", args=[thing.pk])


# The public history


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "number"),
    [
        (date(2008, 1, 1), ["IC-1/D-02"]),
        (date(2011, 1, 1), []),
        (date(2015, 1, 1), ["IC-15/D-01"]),
        (date(2016, 1, 1), ["IC-E 2015-03/D-01"]),
        (date(2020, 3, 4), ["IC-E 2015-03/D-01"]),
        (date(2020, 3, 5), ["IC 2019-01/D-01"]),
        (date(2022, 6, 1), []),
        (date(2023, 1, 1), ["IC-E 2022-09/D-01"]),
    ],
)
def test_04_what_is_in_force_on_the_director_general_is_right_through_the_chain(on, number):
    subject = Subject.objects.get(name_en="Director-General")
    assert [decision.number for decision in in_force(subject, on)] == number


@pytest.mark.django_db
def test_04_every_decision_of_the_public_history_has_both_languages_a_basis_and_its_session():
    rows = Decision.objects.all()
    assert rows.count() == 26
    assert [
        row.number for row in rows if not (row.text_en and row.text_fr and row.basis_en and row.basis_fr)
    ] == []
    assert Decision.objects.get(session__kind="between").number == "IC 2019-01/D-01"


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rulings=histories())
def test_04_the_database_answers_as_the_story_told_day_by_day(rulings):
    session, formula = Session.objects.get(label="IC-34"), Formula.objects.get(code="approved")
    rows = {}
    for ruling in rulings:
        rows[ruling.key] = Decision.objects.create(
            session=session,
            formula=formula,
            serial=100 + ruling.key,
            number=f"IC-34/T-{ruling.key}",
            text_en="The IC approved it.",
            decided_on=day(0),
            effective_on=ruling.effective_on,
            ended_on=ruling.ended_on,
            state=DecisionStatus.AD_REFERENDUM,
        )
        rows[ruling.key].supersedes.set([rows[key] for key in ruling.supersedes])
    keys = {row.pk: key for key, row in rows.items()}
    for n in range(0, 62, 7):
        found = {keys[pk] for pk in in_force(None, day(n)).values_list("pk", flat=True) if pk in keys}
        assert found == told(rulings, day(n))
    Decision.objects.filter(pk__in=keys).delete()


# The list


@pytest.mark.parametrize("more", [1, 3])
def test_04_the_list_asks_as_often_for_three_decisions_as_for_one(secretary, signed_in, own_queries, more):
    Decision.objects.all().delete()
    session = held()
    for n in range(more):
        paragraph(session, act("approved", f"plan {n}", to="the Members"))
    issued(session, by=secretary)
    client = signed_in(Role.ASSISTANT)
    assert own_queries(client, LIST) == QUERIES
    page = client.get(LIST).content.decode()
    assert page.count("IC-40/D-0") == more


QUERIES = 6


def test_04_filters_find_by_body_year_subject_status_and_day(signed_in):
    client = signed_in(Role.AUDITOR)
    subject = Subject.objects.get(name_en="Machine design")
    cases = {
        "year=2013&columns=number": {"IC-13/D-01", "IC-13/D-02", "IC-13/D-03"},
        f"subject={subject.pk}": {"IC-13/D-01", "IC-13/D-02"},
        "state=lapsed": {"IC-1/D-01", "IC-1/D-02", "IC-7/D-01", "IC-25/D-01"},
        "on=2007-12-31": {f"IC-1/D-0{n}" for n in range(1, 6)},
        "q=tungsten": {"IC-13/D-01"},
    }
    for query, numbers in cases.items():
        page = client.get(f"{LIST}?{query}").content.decode()
        found = {row.number for row in Decision.objects.all() if f">{row.number}</a>" in page}
        assert found == numbers, query


def test_04_the_register_is_exported_as_shown(signed_in):
    answer = signed_in(Role.DG_OFFICE).get(f"{LIST}?q=tungsten&export=csv")
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    assert "IC-13/D-01" in text
    assert "IC-13/D-02" not in text


def test_04_a_delegate_finds_only_the_decisions_of_own_sessions(decision, signed_in):
    insider = delegate(decision.session)
    page = signed_in(insider).get(LIST).content.decode()
    assert decision.number in page
    assert "IC-13/D-01" not in page
    outsider = delegate(held(number=39, in_days=-300))
    assert signed_in(outsider).get(decision.get_absolute_url()).status_code == 404


def test_04_staff_without_a_part_in_the_office_are_refused(signed_in):
    assert signed_in(Role.STAFF).get(LIST).status_code == 403


# What became of a decision


def test_04_an_implemented_approval_goes_on_binding(decision, signed_in):
    answer = signed_in(Role.ASSISTANT).post(
        url("implement_decision", decision), {"on": decision.decided_on, "note_en": "Done."}
    )
    decision.refresh_from_db()
    assert (answer.status_code, decision.state, decision.outcome_note_en) == (302, "implemented", "Done.")
    assert decision in in_force(None, date.today())


def test_04_a_decision_lapses_with_a_word_and_binds_no_more(decision, signed_in):
    client = signed_in(Role.ASSISTANT)
    answer = client.post(url("lapse_decision", decision), {"on": decision.decided_on, "note_en": ""})
    assert answer.status_code == 422
    client.post(
        url("lapse_decision", decision), {"on": decision.decided_on, "note_en": "Overtaken by events."}
    )
    decision.refresh_from_db()
    assert decision.state == "lapsed"
    assert decision not in in_force(None, date.today())
    assert client.post(url("implement_decision", decision), {"on": decision.decided_on}).status_code == 409


def test_04_a_decision_is_replaced_by_a_later_one_and_the_page_shows_the_chain(
    decision, secretary, signed_in
):
    newer = decided(secretary, number=41, in_days=-20)
    client = signed_in(Role.ASSISTANT)
    answer = client.post(url("supersede_decision", decision), {"newer": newer.pk})
    assert answer.status_code == 302
    decision.refresh_from_db()
    assert (decision.state, list(newer.supersedes.all())) == ("superseded", [decision])
    assert decision not in in_force(None, date.today())
    page = client.get(newer.get_absolute_url()).content.decode()
    assert page.index(f">{decision.number}</a>") < page.index(f"<strong>{newer.number}</strong>")
    assert Event.objects.filter(verb="supersede_decision").exists()


def test_04_an_older_decision_or_a_circle_cannot_replace(decision, secretary, signed_in):
    newer = decided(secretary, number=41, in_days=-20)
    client = signed_in(Role.ASSISTANT)
    assert client.post(url("supersede_decision", newer), {"newer": decision.pk}).status_code == 409
    assert client.post(url("supersede_decision", newer), {"newer": newer.pk}).status_code == 409
    actions.supersede_decision(decision, by=secretary, newer=newer)
    assert client.post(url("supersede_decision", newer), {"newer": decision.pk}).status_code == 409


def test_04_the_record_itself_may_say_what_it_replaces(decision, secretary):
    newer = decided(secretary, number=41, in_days=-20, supersedes=decision)
    decision.refresh_from_db()
    assert (decision.state, list(newer.supersedes.all())) == ("superseded", [decision])


def test_04_a_decision_ad_referendum_binds_and_replaces_when_it_is_lifted(decision, secretary, signed_in):
    japan = member("JP")
    newer = decided(
        secretary, number=41, in_days=-20, ad_referendum=True, reserving=[japan], supersedes=decision
    )
    assert newer.text_en == "The IC approved the schedule ad referendum."
    assert (newer.state, newer.effective_on, list(newer.reserving.all())) == ("ad_referendum", None, [japan])
    assert decision in in_force(None, date.today())
    client = signed_in(Role.ASSISTANT)
    assert (
        client.post(url("lift_decision", newer), {"on": "2001-01-01", "members": [japan.pk]}).status_code
        == 409
    )
    lifted = {"on": date.today(), "members": [japan.pk]}
    assert client.post(url("lift_decision", newer), lifted).status_code == 302
    for row in (decision, newer):
        row.refresh_from_db()
    assert (decision.state, newer.state, newer.effective_on) == ("superseded", "active", date.today())
    assert list(in_force(None, date.today()).filter(session__number__gte=40)) == [newer]


def test_04_the_office_notes_subject_and_due_date_but_never_the_words(decision, signed_in):
    subject = Subject.objects.first()
    data = {
        "seen": decision.version,
        "subject": subject.pk,
        "due_text_en": "before winter",
        "text_en": "Other words.",
    }
    assert signed_in(Role.ASSISTANT).post(url("revise_decision", decision), data).status_code == 302
    decision.refresh_from_db()
    assert (decision.subject, decision.due_text_en) == (subject, "before winter")
    assert decision.text_en == "The IC approved the schedule."


@pytest.mark.parametrize(
    "name", ["implement_decision", "lapse_decision", "lift_decision", "supersede_decision"]
)
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.DG_OFFICE, Role.DELEGATE])
def test_04_only_the_hands_of_the_office_say_what_became_of_a_decision(decision, signed_in, name, role):
    assert signed_in(role).post(url(name, decision), {}).status_code == 403


def test_04_the_page_of_what_is_in_force_is_right_on_every_day_of_a_chain(secretary, signed_in):
    """Two decisions on one subject, the later in place of the earlier: each day has one answer."""
    subject = Subject.objects.first()
    first = decided(secretary, number=40, in_days=-60)
    second = decided(secretary, number=41, in_days=-20, supersedes=first)
    Decision.objects.filter(pk__in=[first.pk, second.pk]).update(subject=subject)
    client, url_of = signed_in(Role.ASSISTANT), reverse("meetings:in_force")

    def binding(on) -> list:
        page = client.get(url_of, {"subject": subject.pk, "on": on.isoformat()})
        found = [each for each, _chain in page.context["rows"]]
        return [each for each in found if each in (first, second)]

    first.refresh_from_db()
    second.refresh_from_db()
    day = timedelta(days=1)
    assert binding(first.effective_on - day) == []
    assert binding(first.effective_on) == [first]
    assert binding(second.effective_on - day) == [first]
    assert binding(second.effective_on) == [second]
    page = client.get(url_of, {"subject": subject.pk, "on": date.today().isoformat()}).content.decode()
    assert first.number in page, "the chain is shown"
    assert second.text_en in page
    assert client.get(url_of, {"subject": subject.pk, "on": "no day"}).status_code == 200
