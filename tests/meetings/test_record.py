"""The record of a session: entered item by item, issued under its number, reopened with a reason."""

import pytest
from django.urls import reverse

from council_office.directory.states import Role
from council_office.ledger.models import Event, NumberTaken
from documents.models import Document
from meetings import actions
from meetings.models import Action, AgendaItem, Attachment, Decision, Outcome
from meetings.queries.record import Record
from meetings.states import AccessClass, ParticipantRole, Purpose
from tests.meetings.factories import coming
from tests.meetings.records import act, delegate, held, issued, item, paragraph, posted, row


@pytest.fixture
def session(db):
    return held()


@pytest.fixture
def secretary(office):
    return office[Role.COUNCIL_SECRETARY]


def url(name, thing):
    return reverse(f"meetings:{name}", args=[thing.pk])


def texts(session, language="en"):
    return [p.text(language) for p in Record(session).paragraphs]


# Entering


def test_01_an_assistant_enters_a_paragraph_with_two_acts_and_a_new_attachment(session, signed_in):
    subject = item(session)
    data = posted(
        row(n=0),
        row("adopted", "the agenda", "l’ordre du jour", n=1),
        item=subject.pk,
        new={"title_en": "Report", "title_fr": "Rapport"},
    )
    answer = signed_in(Role.ASSISTANT).post(url("add_outcome", session), data)
    outcome = Outcome.objects.get(session=session)
    assert answer.headers["Location"] == f"{url('record', session)}#paragraph-{outcome.pk}"
    assert outcome.item == subject
    assert texts(session) == ["The IC took note of the report and adopted the agenda (Attachment\u00a01)."]
    assert texts(session, "fr") == [
        "Le Conseil a pris note du rapport et a adopté l’ordre du jour (pièce jointe\u00a01)."
    ]


def test_01_without_javascript_saving_for_another_act_comes_back_to_the_form(session, signed_in):
    client = signed_in(Role.ASSISTANT)
    answer = client.post(url("add_outcome", session), posted(row(), again="1"))
    outcome = Outcome.objects.get(session=session)
    assert answer.headers["Location"] == url("revise_outcome", outcome)
    page = client.get(url("revise_outcome", outcome)).content.decode()
    assert 'name="acts-1-formula"' in page


def test_01_free_text_takes_the_place_of_the_acts(session, signed_in):
    data = posted(text_en="The IAEA opened the session.", text_fr="L’AIEA a ouvert la session.")
    assert signed_in(Role.ASSISTANT).post(url("add_outcome", session), data).status_code == 302
    assert texts(session) == ["The IAEA opened the session."]


def test_01_an_empty_paragraph_is_refused_and_nothing_typed_is_lost(session, signed_in):
    data = posted(row(text_en="", text_fr=""), opening_fr="Les rapports ayant été lus")
    answer = signed_in(Role.ASSISTANT).post(url("add_outcome", session), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Les rapports ayant été lus" in page
    assert 'href="#id_acts-0-text_en"' in page
    assert not Outcome.objects.filter(session=session).exists()


def test_14_an_act_ad_referendum_names_the_reserving_members(session, signed_in):
    data = posted(row("approved", **{"ad_referendum": "on"}))
    answer = signed_in(Role.ASSISTANT).post(url("add_outcome", session), data)
    assert answer.status_code == 422
    assert "which Members reserve" in answer.content.decode()


def test_01_things_of_another_session_are_refused(session, signed_in):
    other = item(coming(number=41))
    foreign = Attachment.objects.create(session=other.session, title_en="Foreign")
    client = signed_in(Role.ASSISTANT)
    assert client.post(url("add_outcome", session), posted(row(), item=other.pk)).status_code == 422
    Attachment.objects.create(session=session, title_en="Own")
    assert (
        client.post(url("add_outcome", session), posted(row(), attachments=[foreign.pk])).status_code == 422
    )


def test_01_the_reading_shows_what_is_typed_and_keeps_nothing(session, signed_in):
    answer = signed_in(Role.ASSISTANT).post(
        url("preview_outcome", session), posted(row(), row("adopted", "", "", n=1))
    )
    page = answer.content.decode()
    assert "The IC took note of the report" in page
    assert "Le Conseil a pris note du rapport" in page
    assert not Outcome.objects.filter(session=session).exists()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.DG_OFFICE, Role.DELEGATE, Role.STAFF])
def test_01_only_the_hands_of_the_office_enter(session, signed_in, role):
    assert signed_in(role).post(url("add_outcome", session), posted(row())).status_code == 403


def test_01_a_stranger_is_asked_to_sign_in(session, client):
    assert client.get(url("record", session)).headers["Location"].startswith("/account/login/")


def test_01_a_delegate_of_another_session_does_not_even_learn_that_it_exists(session, signed_in):
    outsider = delegate(held(number=39, in_days=-240))
    assert signed_in(outsider).get(url("record", session)).status_code == 404


# Changing


def test_01_two_editors_never_overwrite_each_other_silently(session, signed_in):
    outcome = paragraph(session)
    known = outcome.acts.get()
    seen = outcome.version
    actions.revise_outcome(
        outcome, by=signed_in(Role.PROTOCOL_OFFICER).user, acts=[{**act(text="the minutes"), "act": known}]
    )
    data = posted(row(text_en="the letter", **{"act": known.pk}), known=1, seen=seen)
    answer = signed_in(Role.ASSISTANT).post(url("revise_outcome", outcome), data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The IC took note of the minutes." in page
    assert "The IC took note of the letter." in page
    assert texts(session) == ["The IC took note of the minutes."]


def test_01_an_act_taken_out_is_gone_and_the_history_says_what_changed(session, signed_in):
    outcome = paragraph(session, act(), act("adopted", "the agenda"))
    first, second = outcome.acts.all()
    data = posted(
        row(**{"act": first.pk, "DELETE": "on"}),
        row("adopted", "the agenda", "l’ordre du jour", n=1, **{"act": second.pk}),
        known=2,
        seen=outcome.version,
    )
    assert signed_in(Role.ASSISTANT).post(url("revise_outcome", outcome), data).status_code == 302
    assert texts(session) == ["The IC adopted the agenda."]
    assert Event.objects.filter(verb="word_acts", subject_id=str(outcome.pk)).count() == 2


def test_01_paragraphs_are_ordered_by_dragging_across_items(session, signed_in):
    first, second = item(session, "One"), item(session, "Two")
    a, b = paragraph(session, act(text="a"), item=first), paragraph(session, act(text="b"), item=first)
    keys = [f"item-{first.pk}", b.pk, f"item-{second.pk}", a.pk]
    answer = signed_in(Role.ASSISTANT).post(url("order_outcomes", session), {"key": keys})
    assert answer.status_code == 302
    assert texts(session) == ["The IC took note of b.", "The IC took note of a."]
    a.refresh_from_db()
    assert a.item == second


def test_01_an_order_of_an_older_page_is_refused(session, signed_in):
    a = paragraph(session)
    paragraph(session)
    answer = signed_in(Role.ASSISTANT).post(url("order_outcomes", session), {"key": [a.pk]})
    assert answer.status_code == 409


@pytest.mark.parametrize("keys", [["x"], ["item-"], ["item--1"], ["paper-3"]])
def test_01_nonsense_is_no_order(session, signed_in, keys):
    assert signed_in(Role.ASSISTANT).post(url("order_outcomes", session), {"key": keys}).status_code == 409


def test_01_a_button_moves_a_paragraph_over_the_edge_of_its_item(session, signed_in):
    first, second = item(session, "One"), item(session, "Two")
    a, b = paragraph(session, act(text="a"), item=first), paragraph(session, act(text="b"), item=second)
    client = signed_in(Role.ASSISTANT)
    client.post(url("move_outcome", a), {"direction": "down"})
    a.refresh_from_db()
    assert (a.item, texts(session)) == (second, ["The IC took note of a.", "The IC took note of b."])
    client.post(url("move_outcome", b), {"direction": "up"})
    assert texts(session) == ["The IC took note of b.", "The IC took note of a."]


def test_01_a_paragraph_is_removed_with_its_acts(session, signed_in):
    outcome = paragraph(session)
    assert signed_in(Role.ASSISTANT).post(url("remove_outcome", outcome), {}).status_code == 302
    assert not Outcome.objects.exists()


# Issuing


def test_25_the_record_cannot_be_issued_while_something_is_missing_and_takes_no_number(session, signed_in):
    item(session, "Budget", purpose=Purpose.DECISION)
    paragraph(session, act("requested", "report"))
    client = signed_in(Role.COUNCIL_SECRETARY)
    shown = client.get(url("issue_record", session)).content.decode()
    answer = client.post(url("issue_record", session))
    for page in (shown, answer.content.decode()):
        assert "Item 1 “Budget” is for decision and has no outcome." in page
        assert "Paragraph 1: “requested … to” needs an addressee." in page
    session.refresh_from_db()
    assert (answer.status_code, session.state, session.record_number) == (409, "held", "")
    assert not NumberTaken.objects.filter(series__code="ROD").exists()


def test_01_an_outcome_of_an_item_below_counts_for_the_one_above(session):
    above = item(session, "Budget", purpose=Purpose.DECISION)
    below = item(session, "Accounts", parent=above)
    assert len(Record(session).blockers) == 2
    paragraph(session, item=below)
    assert Record(session).blockers == []


def test_25_only_the_council_secretary_issues_and_reopens(session, signed_in):
    paragraph(session)
    for role in (Role.ASSISTANT, Role.PROTOCOL_OFFICER, Role.DG_OFFICE, Role.ADMINISTRATOR):
        client = signed_in(role)
        assert client.post(url("issue_record", session)).status_code == 403
        assert client.post(url("reopen_record", session), {"reason": "x"}).status_code == 403


def test_25_a_record_of_a_session_not_held_is_refused_and_takes_no_number(signed_in):
    session = coming()
    paragraph(session)
    answer = signed_in(Role.COUNCIL_SECRETARY).post(url("issue_record", session))
    assert answer.status_code == 409
    assert not NumberTaken.objects.filter(series__code="ROD").exists()


def test_10_a_missing_language_needs_a_reason_and_makes_no_paper(session, signed_in, run_jobs):
    paragraph(session, {**act(), "text_fr": ""})
    client = signed_in(Role.COUNCIL_SECRETARY)
    answer = client.post(url("issue_record", session))
    assert (answer.status_code, "paragraph 1" in answer.content.decode()) == (409, True)
    assert client.post(url("issue_record", session), {"gap_reason": "translation follows"}).status_code == 302
    run_jobs()
    assert set(Document.objects.about(session).filter(kind="record").values_list("language", flat=True)) == {
        "en"
    }


def test_25_an_issued_record_no_longer_changes(session, secretary, signed_in):
    outcome = paragraph(session)
    issued(session, by=secretary)
    client = signed_in(Role.ASSISTANT)
    answers = [
        client.post(url("add_outcome", session), posted(row())),
        client.post(url("revise_outcome", outcome), posted(row(), seen=outcome.version)),
        client.post(url("remove_outcome", outcome), {}),
        client.post(url("order_outcomes", session), {"key": [outcome.pk]}),
        client.post(url("move_outcome", outcome), {"direction": "up"}),
    ]
    assert [answer.status_code for answer in answers] == [409] * 5
    assert "Reopen it first" in answers[0].content.decode()


def test_04_the_acts_that_decide_get_permanent_numbers_in_the_order_of_the_record(session, secretary):
    second = item(session, "Two")
    first = item(session, "One")
    actions.order_items(session, by=secretary, order=[(first.pk, None), (second.pk, None)], reason="as taken")
    paragraph(session, act("approved", "the plan"), act("took-note", "it"), item=second)
    paragraph(session, act("adopted", "the agenda"), act("elected", "its Chair"), item=first)
    issued(session, by=secretary)
    rows = (
        Decision.objects.filter(session=session)
        .order_by("serial")
        .values_list("number", "text_en", "text_fr")
    )
    assert list(rows) == [
        ("IC-40/D-01", "The IC adopted the agenda.", "Le Conseil a adopté the agenda (FR)."),
        ("IC-40/D-02", "The IC elected its Chair.", "Le Conseil a élu its Chair (FR)."),
        ("IC-40/D-03", "The IC approved the plan.", "Le Conseil a approuvé the plan (FR)."),
    ]


def test_04_a_decision_keeps_the_day_it_was_taken_and_the_day_it_was_told(session, secretary):
    paragraph(session, act("adopted", "the agenda"))
    issued(session, by=secretary)
    decision = Decision.objects.get(session=session)
    assert decision.decided_on == session.ends_on
    assert decision.communicated_on > session.ends_on
    assert str(decision.addressee) == "Council"


def test_01_the_papers_read_as_issued_even_when_the_record_is_reopened_before_the_worker_comes(
    session, secretary, run_jobs
):
    outcome = paragraph(session, act(text="the first words"))
    issued(session, by=secretary)
    actions.reopen_record(session, by=secretary, reason="a slip")
    actions.revise_outcome(outcome, by=secretary, acts=[act(text="other words")])
    run_jobs()
    paper = Document.objects.about(session).get(kind="record", language="en", form="pdf")
    said = [block["text"] for block in paper.paper["blocks"] if block["block"] == "Numbered"]
    assert said == ["The IC took note of the first words."]


def test_25_reopening_needs_a_reason_and_the_next_issue_is_a_revision(
    session, secretary, signed_in, run_jobs
):
    outcome = paragraph(session, act("adopted", "the agenda"))
    issued(session, by=secretary)
    run_jobs()
    client = signed_in(Role.COUNCIL_SECRETARY)
    assert client.post(url("reopen_record", session), {"reason": ""}).status_code == 422
    assert client.post(url("reopen_record", session), {"reason": "an act was forgotten"}).status_code == 302
    known = outcome.acts.get()
    actions.revise_outcome(
        outcome,
        by=secretary,
        acts=[{**act("adopted", "its agenda"), "act": known}, act("elected", "its Chair")],
    )
    assert client.post(url("issue_record", session)).status_code == 302
    run_jobs()
    session.refresh_from_db()
    assert [str(issue) for issue in session.record_issues.all()] == [
        f"{session.record_number} Rev. 1",
        session.record_number,
    ]
    rows = Decision.objects.filter(session=session).order_by("serial").values_list("number", "text_en")
    assert list(rows) == [
        ("IC-40/D-01", "The IC adopted its agenda."),
        ("IC-40/D-02", "The IC elected its Chair."),
    ]
    versions = Document.objects.about(session).filter(kind="record", language="en", form="pdf")
    assert sorted(versions.values_list("number", "version_number")) == [
        (session.record_number, 1),
        (session.record_number, 2),
    ]
    assert NumberTaken.objects.filter(series__code="ROD").count() == 1


def test_04_an_act_with_a_permanent_number_cannot_be_lost(session, secretary, signed_in):
    outcome = paragraph(session, act("adopted", "the agenda"), act())
    issued(session, by=secretary)
    actions.reopen_record(session, by=secretary, reason="a slip")
    client = signed_in(Role.ASSISTANT)
    answer = client.post(url("remove_outcome", outcome), {})
    assert answer.status_code == 409
    assert "IC-40/D-01 stands in the register" in answer.content.decode()
    assert Decision.objects.filter(session=session).count() == 1


def test_04_the_pattern_of_permanent_numbers_is_the_bodys_and_a_broken_one_is_said(
    session, secretary, signed_in
):
    rules = session.body.rules_on(session.starts_on)
    rules.decision_pattern = "{session} · {number:03d}"
    rules.save()
    paragraph(session, act("adopted", "the agenda"))
    issued(session, by=secretary)
    assert Decision.objects.get(session=session).number == "IC-40 · 001"
    rules.decision_pattern = "{session.body}/{number}"
    rules.save()
    other = held(number=39, in_days=-300)
    paragraph(other, act("adopted", "the agenda"))
    answer = signed_in(Role.COUNCIL_SECRETARY).post(url("issue_record", other))
    assert answer.status_code == 409
    assert "{session.body}" in answer.content.decode()


# Who sees it


def test_01_a_delegate_sees_the_record_once_it_is_issued_and_may_download_it(
    session, secretary, signed_in, run_jobs
):
    user = delegate(session)
    paragraph(session, act(text="the secret draft"))
    client = signed_in(user)
    assert "the secret draft" not in client.get(url("record", session)).content.decode()
    issued(session, by=secretary)
    run_jobs()
    page = client.get(url("record", session)).content.decode()
    assert "the secret draft" in page
    papers = Document.objects.about(session).filter(kind="record")
    assert papers.count() == 4
    for paper in papers:
        assert client.get(reverse("documents:download", args=[paper.pk])).status_code == 200
    outsider = delegate(held(number=39, in_days=-240))
    for paper in papers:
        assert signed_in(outsider).get(reverse("documents:download", args=[paper.pk])).status_code == 404


def test_19_a_restricted_item_leaves_no_trace_in_the_record(session, secretary, signed_in, run_jobs):
    expert, head = delegate(session), delegate(session, ParticipantRole.HEAD, "JP")
    paragraph(session, act(text="one"), item=item(session, "Open"))
    secret = item(session, "Salaries", access=AccessClass.RESTRICTED)
    paragraph(session, act("approved", "the salaries"), item=secret)
    paragraph(session, act(text="three"), item=item(session, "After"))
    issued(session, by=secretary)
    run_jobs()
    seen = signed_in(expert).get(url("record", session)).content.decode()
    assert "salaries" not in seen.lower()
    assert [n for n in ("1.", "2.", "3.") if f">{n}<" in seen.replace(" ", "")] == ["1.", "2."]
    assert "the salaries" in signed_in(head).get(url("record", session)).content.decode()
    decision = Decision.objects.get(session=session)
    assert signed_in(expert).get(decision.get_absolute_url()).status_code == 404
    assert signed_in(head).get(decision.get_absolute_url()).status_code == 200
    whole = Document.objects.about(session).get(kind="record-full", language="en", form="pdf")
    short = Document.objects.about(session).get(kind="record", language="en", form="pdf")
    assert "salaries" in str(whole.paper)
    assert "alaries" not in str(short.paper)
    # What is restricted leaves as a marked copy only, and to those alone who may know of it.
    assert [
        signed_in(user).get(reverse("documents:download", args=[whole.pk])).status_code
        for user in (expert, head)
    ] == [404, 409]


def test_01_the_preview_is_the_paper_marked_as_a_draft(session, signed_in):
    paragraph(session, act(text="the report"))
    client = signed_in(Role.ASSISTANT)
    page = client.get(url("preview_record", session), {"language": "fr"}).content.decode()
    assert '<article class="paper" lang="fr">' in page
    answer = client.get(url("preview_record", session), {"form": "pdf"})
    assert answer.content.startswith(b"%PDF-")
    assert "IC-40" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("paragraphs", [1, 3])
def test_01_the_page_asks_the_database_as_often_for_three_paragraphs_as_for_one(
    session, signed_in, own_queries, paragraphs
):
    for n in range(paragraphs):
        subject = item(session, f"Item {n}")
        outcome = paragraph(session, act(to="the Members", text=f"text {n}"), item=subject)
        outcome.attachments.add(Attachment.objects.create(session=session, title_en=f"Attachment {n}"))
    assert own_queries(signed_in(Role.ASSISTANT), url("record", session)) == QUERIES


QUERIES = 15


def test_02_nothing_is_carried_to_a_recorded_session(session, secretary):
    paragraph(session, act("requested", "report", to="the Director-General"))
    issued(session, by=secretary)
    assert Action.objects.get(session=session).number == "IC-40/A-01"
    assert not AgendaItem.objects.filter(carried__isnull=False).exists()
