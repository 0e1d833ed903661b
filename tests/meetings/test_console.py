"""Behaviour 16: one screen, by keyboard, and nothing typed is lost when the connection drops."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from meetings.models import ConsoleEntry, ItemSheet, Outcome
from meetings.queries.console import Console
from meetings.states import EntryState, Purpose
from tests.factories import UserFactory
from tests.meetings.factories import convened
from tests.meetings.records import held, issued, item, paragraph


@pytest.fixture
def session(db):
    return convened(number=40)


@pytest.fixture
def items(session):
    titles = ("Opening", "Baseline", "Budget")
    return [item(session, title, purpose=Purpose.DECISION, minutes=20) for title in titles]


def entry(kind, item=None, *, at=None, uid=None, **data) -> dict:
    moment = (at or timezone.now()).isoformat()
    return {"uid": str(uid or uuid4()), "kind": kind, "item": item and item.pk, "at": moment, "data": data}


def send(client, session, *entries) -> list[dict]:
    url = reverse("meetings:keep_entries", args=[session.pk])
    answer = client.post(url, json.dumps({"entries": entries}), content_type="application/json")
    assert answer.status_code == 200
    return answer.json()["kept"]


def states(kept: list[dict]) -> list[str]:
    return [one["state"] for one in kept]


def desks_of(session) -> dict:
    return {desk.item.pk: desk for desk in Console(session).desks}


def test_16_an_item_is_opened_at_its_true_time_and_closes_the_one_before(session, items, signed_in):
    client, then = signed_in(Role.ASSISTANT), timezone.now() - timedelta(minutes=10)
    later = then + timedelta(minutes=4)
    kept = send(client, session, entry("open", items[0], at=then), entry("open", items[1], at=later))
    assert states(kept) == ["done", "done"]
    passages = list(session.passages.values_list("item", "began_at", "ended_at"))
    assert passages == [(items[0].pk, then, later), (items[1].pk, later, None)]
    desks = desks_of(session)
    assert desks[items[0].pk].used == timedelta(minutes=4)
    assert desks[items[0].pk].was_taken
    assert desks[items[1].pk].open_since == later


def test_16_an_item_that_runs_over_is_seen_to_be_behind_the_plan(session, items, signed_in):
    then = timezone.now() - timedelta(minutes=27)
    send(signed_in(Role.ASSISTANT), session, entry("open", items[0], at=then))
    console = Console(session)
    assert console.current.is_over
    assert console.behind == 7


def test_16_an_entry_sent_twice_is_kept_once(session, items, signed_in):
    client, once = signed_in(Role.ASSISTANT), entry("ask", items[0], member="JP", turn=str(uuid4()))
    assert states(send(client, session, once)) == states(send(client, session, once)) == ["done"]
    assert session.turns.count() == 1
    assert ConsoleEntry.objects.count() == 1


def test_16_a_time_that_cannot_be_true_is_not_believed(session, items, signed_in):
    ahead = timezone.now() + timedelta(days=1)
    send(signed_in(Role.ASSISTANT), session, entry("open", items[0], at=ahead))
    assert session.passages.get().began_at <= timezone.now()


def test_16_speakers_ask_speak_and_end_and_one_speaks_at_a_time(session, items, signed_in):
    client, first, second = signed_in(Role.ASSISTANT), str(uuid4()), str(uuid4())
    send(
        client,
        session,
        entry("ask", items[0], member="JP", turn=first),
        entry("ask", items[0], label="Chair of the MAC", turn=second),
        entry("give", items[0], turn=first),
        entry("give", items[0], turn=second),
    )
    assert [(str(turn), turn.state) for turn in session.turns.all()] == [
        ("Japan", "spoken"),
        ("Chair of the MAC", "speaking"),
    ]


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("ask", {"turn": str(uuid4())}, "Say who asks for the floor."),
        ("ask", {"turn": str(uuid4()), "member": "XX"}, "There is no Member “XX”."),
        ("give", {"turn": str(uuid4())}, "This speaker is no longer on the list."),
        ("mark", {"formula": "adopted"}, "Say what, in at least one language."),
        ("mark", {"text_en": "the budget"}, "Choose the verb of the paragraph."),
        ("sing", {}, "The console does not know “sing”."),
    ],
)
def test_16_what_cannot_be_done_is_said_and_stays_in_the_log(session, items, signed_in, kind, data, words):
    (kept,) = send(signed_in(Role.ASSISTANT), session, entry(kind, items[0], **data))
    assert (kept["state"], kept["answer"]) == ("refused", words)
    assert ConsoleEntry.objects.get().state == EntryState.REFUSED


def test_16_a_conclusion_becomes_a_paragraph_of_the_record(session, items, signed_in):
    client = signed_in(Role.ASSISTANT)
    (sheet, mark) = send(
        client,
        session,
        entry("sheet", items[2], notes="JP asks", conclusion_en="the 2027 budget", seen=0),
        entry("mark", items[2], formula="adopted", text_en="the 2027 budget", text_fr="le budget 2027"),
    )
    assert (sheet["seen"], mark["seen"]) == (1, 2)
    assert Outcome.objects.get(session=session).acts.get().formula.code == "adopted"
    written = ItemSheet.objects.get()
    assert (written.notes, written.conclusion_en) == ("JP asks", "")
    assert [p.text_en for p in desks_of(session)[items[2].pk].paragraphs] == [
        "The IC adopted the 2027 budget."
    ]


def test_16_two_secretaries_on_one_item_are_shown_the_difference(session, items, signed_in):
    one, other = signed_in(Role.ASSISTANT), signed_in(UserFactory(roles=[Role.COUNCIL_SECRETARY]))
    send(one, session, entry("sheet", items[0], notes="mine", seen=0))
    (kept,) = send(other, session, entry("sheet", items[0], notes="yours", seen=0))
    assert (kept["state"], kept["seen"], kept["theirs"]) == ("conflict", 1, [["notes", "notes", "mine"]])
    assert ItemSheet.objects.get().notes == "mine"
    assert ConsoleEntry.objects.filter(data__notes="yours", state=EntryState.CONFLICT).exists()
    (kept,) = send(other, session, entry("sheet", items[0], notes="both", seen=1))
    assert kept["state"] == "done"


def test_16_what_one_writes_without_network_is_no_conflict_with_oneself(session, items, signed_in):
    rows = [entry("sheet", items[0], notes=text, seen=0) for text in ("a", "ab", "abc")]
    assert states(send(signed_in(Role.ASSISTANT), session, *rows)) == ["done"] * 3
    assert ItemSheet.objects.get().notes == "abc"


def test_16_an_item_of_another_session_is_refused(session, signed_in):
    stranger = item(convened(number=41, in_days=300), "Elsewhere")
    (kept,) = send(signed_in(Role.ASSISTANT), session, entry("open", stranger))
    assert kept["answer"] == "This item is no longer on the agenda of IC-40."


def test_16_a_recorded_session_takes_no_entry(office, signed_in):
    session = held()
    opening = item(session)
    paragraph(session, item=opening)
    issued(session, by=office[Role.COUNCIL_SECRETARY])
    (kept,) = send(signed_in(Role.ASSISTANT), session, entry("open", opening))
    assert "Reopen it first" in kept["answer"]


@pytest.mark.parametrize("body", ["[]", '{"entries": [{"uid": "x"}]}', '{"entries": 3}', "{"])
def test_16_what_is_no_entry_is_answered_in_words(session, signed_in, body):
    url = reverse("meetings:keep_entries", args=[session.pk])
    answer = signed_in(Role.ASSISTANT).post(url, body, content_type="application/json")
    assert answer.status_code == 409
    assert "The entry is not understood." in answer.content.decode()


def test_16_without_a_script_every_entry_is_a_form(session, items, signed_in):
    client, url = signed_in(Role.ASSISTANT), reverse("meetings:keep_entries", args=[session.pk])
    answer = client.post(url, {"kind": "ask", "item": items[1].pk, "member": "KR"})
    assert answer.headers["Location"] == f"/meetings/{session.pk}/console/?item={items[1].pk}"
    assert str(session.turns.get()) == "Korea"
    refused = client.post(url, {"kind": "mark", "item": items[1].pk, "text_en": "it"})
    assert refused.status_code == 409
    assert "Choose the verb of the paragraph." in refused.content.decode()


def test_16_the_page_asks_the_same_questions_for_one_item_and_for_three(
    session, items, signed_in, django_assert_num_queries
):
    client, url = signed_in(Role.ASSISTANT), reverse("meetings:console", args=[session.pk])
    client.get(url)
    with django_assert_num_queries(17):
        assert client.get(url).status_code == 200
    now = timezone.now()
    for each in items:
        mark = entry("mark", each, formula="adopted", text_en="it", text_fr="le texte")
        turn = entry("ask", each, member="EU", turn=str(uuid4()))
        send(
            client, session, entry("open", each, at=now), turn, mark, entry("sheet", each, notes="n", seen=0)
        )
    with django_assert_num_queries(19):  # the acts and attachments of the paragraphs
        assert client.get(url).status_code == 200


# In a real browser


def test_16_the_console_survives_ten_minutes_without_network(session, items, page_as, assert_accessible):
    page = page_as(Role.ASSISTANT, width=1440)
    page.clock.install()
    page.goto(f"{reverse('meetings:console', args=[session.pk])}?item={items[0].pk}")
    assert_accessible(page)
    page.keyboard.press("Enter")
    expect_said(page, "Everything is kept.")

    page.context.set_offline(True)
    gone = len(page.errors)
    page.keyboard.press("3")  # India
    page.keyboard.press("n")
    page.keyboard.type("India asks for time.")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    away = page.evaluate("Date.now()")
    page.clock.fast_forward("10:00")
    page.keyboard.press("c")
    page.keyboard.type("the baseline")
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.keyboard.press("Control+Enter")
    expect_said(page, "No connection.")
    assert session.turns.count() == ItemSheet.objects.count() == Outcome.objects.count() == 0

    page.context.set_offline(False)
    page.clock.run_for(5000)
    expect_said(page, "Everything is kept.")
    # The browser complains of each call that could not leave it, and of nothing else.
    assert all("ERR_INTERNET_DISCONNECTED" in error for error in page.errors[gone:])
    del page.errors[gone:]
    assert [str(turn) for turn in session.turns.all()] == ["India"]
    assert ItemSheet.objects.get(item=items[0]).notes == "India asks for time."
    opened = session.passages.get(item=items[1]).began_at
    assert abs(opened - datetime.fromtimestamp(away / 1000, tz=opened.tzinfo)) < timedelta(minutes=1)
    recorded = desks_of(session)[items[1].pk].paragraphs[0]
    assert "the baseline" in recorded.text_en


@pytest.mark.looks
@pytest.mark.parametrize(("language", "width", "dark"), [("en", 1440, False), ("fr", 390, True)])
def test_16_the_console_is_accessible_and_fits(
    session, items, page_as, assert_accessible, language, width, dark
):
    page = page_as(Role.ASSISTANT, language, width=width, dark=dark)
    page.goto(reverse("meetings:console", args=[session.pk]))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("?")
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    assert_accessible(page)


def expect_said(page, words: str) -> None:
    page.locator("#console-line span", has_text=words).wait_for()
