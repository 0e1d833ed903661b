"""The thread of a ceremony: guests, letters, answers and everything that follows from an answer."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from council_office.calendar.models import Task
from council_office.directory.models import Person
from council_office.directory.states import Role
from council_office.ledger import audit
from council_office.ledger.moves import Refused
from documents.models import Delivery, Document
from protocol import actions
from protocol.actions import Substitute
from protocol.models import Guest, Invitation, Seat
from protocol.queries import ladder, printing
from protocol.states import GuestAnswer, PrintKind
from tests.factories import PersonFactory
from tests.protocol.factories import coming, confirmed, in_post, invited, table_of

LINK = re.compile(r"/protocol/answer/([\w-]+)/")


@pytest.fixture
def officer(office):
    return office[Role.PROTOCOL_OFFICER]


@pytest.fixture
def ceremony(officer):
    """Confirmed, with the ITER organisation’s guests: a prefect, a Japanese head, an expert."""
    ceremony = coming(by=officer)
    invited(ceremony, "Laurent", "prefect", language="fr", address_style="madam")
    invited(ceremony, "Sato", "head-of-delegation", "JP", speaks=True)
    invited(ceremony, "Rao", "expert", "IN")
    return actions.confirm_ceremony(ceremony, by=officer)


@pytest.fixture
def sent(ceremony, officer, run_jobs):
    actions.prepare_invitations(ceremony, by=officer)
    actions.send_invitations(ceremony, by=officer)
    run_jobs()
    return {each.guest.person.family_name: each for each in Invitation.objects.filter(state="sent")}


def guest_of(ceremony, name: str) -> Guest:
    return Guest.objects.get(ceremony=ceremony, person__family_name=name)


def test_14_a_new_ceremony_has_a_number_and_its_tasks_counted_back_from_the_day(ceremony):
    assert ceremony.number.startswith("CER-")
    codes = list(Task.objects.of(ceremony).values_list("rule__code", flat=True))
    assert {"concept", "guest-list", "invitations", "answers", "seating", "rehearsal", "thanks"} <= set(codes)


def test_a_ceremony_without_guests_cannot_be_confirmed_and_says_so(officer):
    with pytest.raises(Refused, match="Still missing: guests"):
        actions.confirm_ceremony(coming(by=officer), by=officer)


def test_8_letters_are_numbered_addressed_by_office_and_mailed_with_a_calendar_entry(sent, mailoutbox):
    assert set(sent) == {"Laurent", "Sato", "Rao"}
    letter = sent["Laurent"]
    assert letter.number.startswith("LET-")
    assert {d.form for d in Document.objects.filter(number=letter.number)} == {"pdf", "docx"}
    mail = next(mail for mail in mailoutbox if "laurent" in mail.to[0].lower())
    assert mail.subject.startswith("Inauguration du hall d’assemblage")
    assert any("text/calendar" in kind for _content, kind in mail.alternatives)
    assert LINK.search(mail.body)


def test_8_another_office_changes_the_draft_and_never_the_sent_letter(ceremony, officer, run_jobs):
    actions.prepare_invitations(ceremony, by=officer)
    person = guest_of(ceremony, "Sato").person
    in_post(person, "minister")
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(guest_of(ceremony, "Sato").get_absolute_url()).content.decode()
    assert "Dear Minister," in page
    actions.send_invitations(ceremony, by=officer)
    run_jobs()
    stored = Document.objects.get(number=Invitation.objects.get(guest__person=person).number, form="pdf")
    in_post(person, "director-general", since=ceremony.held_on)
    assert "Minister" in str(stored.paper)
    stored.refresh_from_db()
    assert "Minister" in str(stored.paper)


def token(mailoutbox, name: str) -> str:
    return LINK.search(next(mail.body for mail in mailoutbox if name in mail.to[0].lower()))[1]


def test_6_a_guest_answers_by_their_own_link_and_may_say_it_again(sent, mailoutbox, ceremony):
    url = reverse("protocol:answer", args=[token(mailoutbox, "rao")])
    assert Client().get(url).status_code == 200
    Client().post(url, {"answer": "accepted", "special_meal": "on"})
    guest = guest_of(ceremony, "Rao")
    assert (guest.answer, guest.special_meal) == ("accepted", True)
    Client().post(url, {"answer": "regrets", "remark": "In Tokyo"})
    guest.refresh_from_db()
    assert (guest.answer, guest.remark) == ("regrets", "In Tokyo")


def test_6_regrets_free_the_seat_and_list_what_was_printed_in_the_same_transaction(
    ceremony, officer, run_jobs
):
    guest = guest_of(ceremony, "Sato")
    plan = table_of(ceremony)
    actions.fill_plan(plan, by=officer)
    actions.draft_cues(ceremony, by=officer)
    gift = actions.propose_gift(
        by=officer, person=guest.person, ceremony=ceremony, what_en="Book", value=20, day=ceremony.held_on
    )
    actions.order_cards(ceremony, by=officer, kind=PrintKind.PLACE, language="en", only_changed=True)
    run_jobs()
    assert printing.stale(ceremony) == []
    answered = actions.answer(guest, by=officer, answer=GuestAnswer.REGRETS)
    assert not Seat.objects.filter(guest=guest).exists()
    gift.refresh_from_db()
    assert gift.state == "withdrawn"
    assert answered.printed == ("Place cards, print 1",)
    assert any("Seat" in words for words in answered.changed)
    assert any("Cue" in words for words in answered.changed)
    assert [one.guest for one in printing.stale(ceremony)] == [guest]
    assert all(step.guest != guest for step in ladder.ladder_of(ceremony))
    assert "Place cards, print 1" in audit.history(guest)[0].words()


def test_2_a_substitute_takes_their_own_rank_and_no_seat_of_whom_they_represent(ceremony, officer):
    prefect, plan = guest_of(ceremony, "Laurent"), table_of(ceremony)
    actions.fill_plan(plan, by=officer)
    answered = actions.answer(
        prefect,
        by=officer,
        answer=GuestAnswer.SUBSTITUTE,
        substitute=Substitute("Moreau", "Jean", "Secretary general", "moreau@example.org"),
    )
    steps = {step.guest.pk: step for step in ladder.ladder_of(ceremony)}
    step = steps[answered.substitute.pk]
    assert step.number == len(steps)
    assert "keeps their own rank: rank is not delegated (art. 13)" in str(step.place.reasons[0])
    assert not Seat.objects.filter(guest=answered.substitute).exists()
    assert any("takes their own rank" in words for words in answered.changed)


def test_6_the_same_substitute_is_one_guest_and_another_replaces_the_first(ceremony, officer):
    guest = guest_of(ceremony, "Rao")
    first = Substitute("Moreau", "Jean", "Advisor", "moreau@example.org")
    for _time in range(2):
        actions.answer(guest, by=officer, answer=GuestAnswer.SUBSTITUTE, substitute=first)
    assert Person.objects.filter(family_name="Moreau").count() == 1
    second = Substitute("Klein", "Eva")
    actions.answer(guest, by=officer, answer=GuestAnswer.SUBSTITUTE, substitute=second)
    assert [g.person.family_name for g in guest.representatives.filter(withdrawn=False)] == ["Klein"]
    actions.answer(guest, by=officer, answer=GuestAnswer.ACCEPTED)
    assert not guest.representatives.filter(withdrawn=False).exists()


def test_only_who_is_silent_is_reminded(sent, ceremony, officer, run_jobs):
    actions.answer(guest_of(ceremony, "Rao"), by=officer, answer=GuestAnswer.ACCEPTED)
    actions.remind(ceremony, by=officer)
    before = Delivery.objects.count()
    run_jobs()
    assert Delivery.objects.count() == before + 2


def test_another_day_moves_the_deadlines_and_the_calendars(sent, ceremony, officer, run_jobs, mailoutbox):
    due = Task.objects.of(ceremony).get(rule__code="invitations").due_on
    actions.revise_ceremony(ceremony, by=officer, held_on=ceremony.held_on + timedelta(days=8))
    assert Task.objects.of(ceremony).get(rule__code="invitations").due_on > due
    run_jobs()
    assert sum("SEQUENCE:1" in str(mail.alternatives) for mail in mailoutbox) == 3


def test_a_cancelled_ceremony_tells_everybody_and_ends_deadlines(
    sent, ceremony, officer, run_jobs, mailoutbox
):
    actions.cancel_ceremony(ceremony, by=officer, reason="The minister resigned")
    run_jobs()
    assert sum("METHOD:CANCEL" in str(mail.alternatives) for mail in mailoutbox) == 3
    assert not Task.objects.of(ceremony).open().exists()


def test_a_dead_link_opens_nothing(sent, ceremony, officer, mailoutbox):
    url = reverse("protocol:answer", args=[token(mailoutbox, "rao")])
    actions.withdraw_guest(guest_of(ceremony, "Rao"), by=officer, reason="Entered twice")
    assert Client().get(url).status_code == 410


def test_a_person_is_invited_once_and_comes_back_as_they_were(ceremony, officer):
    guest = guest_of(ceremony, "Rao")
    with pytest.raises(Refused, match="on the list already"):
        actions.add_guest(ceremony, by=officer, person=guest.person)
    actions.withdraw_guest(guest, by=officer, reason="Mistake")
    assert actions.add_guest(ceremony, by=officer, person=guest.person) == guest


def test_a_pasted_list_is_looked_at_before_it_is_taken_in(signed_in, officer):
    ceremony = confirmed(by=officer)
    known = PersonFactory(family_name="Okonkwo", given_names="Ada", email="ada@example.org")
    text = (
        "Family name\tGiven names\tCapacity\tE-mail\tMember\n"
        "OKONKWO\tAda\tMinister\tada@example.org\t\n"
        "Nakamura\tYuki\tAmbassador\tyuki@example.org\tJapan\n\tNobody\t\t\t\n"
    )
    client, url = signed_in(Role.ASSISTANT), reverse("protocol:paste_guests", args=[ceremony.pk])
    page = client.post(url, {"text": text}).content.decode()
    assert "2 ready" in page
    assert "The name is missing." in page
    assert ceremony.guests.count() == 1
    client.post(url, {"text": text, "confirm": "1"})
    assert {g.person.family_name for g in ceremony.guests.all()} == {"Okafor", "Okonkwo", "Nakamura"}
    assert guest_of(ceremony, "Okonkwo").person == known
    assert guest_of(ceremony, "Nakamura").party.code == "JP"
