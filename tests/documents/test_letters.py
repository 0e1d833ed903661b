"""The register of correspondence: a letter has a life, a number when it counts, and a clock."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from docx import Document as Word
from pypdf import PdfReader

from council_office.calendar import actions as calendar
from council_office.calendar.models import Task
from council_office.calendar.queries import tasks_of
from council_office.calendar.states import TaskState
from council_office.directory.states import Role
from council_office.ledger.models import NumberTaken
from council_office.ledger.models.audit import WrittenOnce
from council_office.ledger.moves import Refused
from documents import actions, queries
from documents.models import Document, Letter, Level
from documents.states import Channel, LetterState, Step
from tests.documents import factories
from tests.documents.factories import draft, incoming

pytestmark = pytest.mark.django_db

LETTERS = reverse("documents:letters")
YEAR = timezone.localdate().year


def url(name: str, thing, *more) -> str:
    return reverse(f"documents:{name}", args=[thing.pk, *more])


def approved(office, **facts) -> Letter:
    letter = actions.submit_letter(draft(office, **facts), by=office[Role.ASSISTANT])
    actions.review_letter(letter, by=office[Role.PROTOCOL_OFFICER])
    return actions.approve_letter(letter, by=office[Role.DG_OFFICE])


def signed(office, run_jobs, **facts) -> Letter:
    letter = actions.sign_letter(approved(office, **facts), by=office[Role.DG_OFFICE])
    run_jobs()
    return letter


# The register


def test_9_incoming_letters_are_numbered_as_they_are_registered(signed_in):
    client = signed_in(Role.ASSISTANT)
    facts = {
        "subject": "Visit of the delegation",
        "written_name": "Dr A. Nobody",
        "received_on": timezone.localdate(),
        "channel": "post",
        "language": "fr",
        "level": Level.objects.get(code="internal").pk,
        "reply_wanted": "on",
    }
    for number in ("0001", "0002"):
        response = client.post(reverse("documents:register_letter"), facts | {"file": scan()})
        letter = Letter.objects.first()
        assert response.url == letter.get_absolute_url()
        assert letter.number == f"IN-{YEAR}-{number}"
        assert queries.documents_about(letter, client.user).get().original_name == "scan.pdf"
    assert NumberTaken.objects.get(text=letter.number).about_label == str(letter)


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("scan.pdf", factories.SMALL_PDF)


def test_a_letter_from_nobody_is_refused_and_takes_no_number(signed_in):
    refused = signed_in(Role.ASSISTANT).post(reverse("documents:register_letter"), {"subject": "?"})
    assert refused.status_code == 422
    assert "Say who wrote" in refused.content.decode()
    assert not NumberTaken.objects.exists()


def test_9_an_outgoing_number_exists_only_after_the_final_approval(office):
    letter = actions.submit_letter(draft(office), by=office[Role.ASSISTANT])
    assert (letter.number, NumberTaken.objects.count()) == ("", 0)
    actions.review_letter(letter, by=office[Role.PROTOCOL_OFFICER])
    assert letter.number == ""
    letter = actions.approve_letter(letter, by=office[Role.DG_OFFICE])
    assert letter.number == f"OUT-{YEAR}-0001"
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(number="")


def test_9_a_cancelled_number_stays_with_its_reason(office):
    letter = approved(office)
    actions.cancel_letter(letter, by=office[Role.ASSISTANT], reason="Settled by telephone")
    taken = NumberTaken.objects.get(text=letter.number)
    assert (taken.reason, letter.state) == ("Settled by telephone", LetterState.CANCELLED)
    assert approved(office).number == f"OUT-{YEAR}-0002"


# Draft → review → approve → sign → dispatch


def test_10_every_step_names_who_when_and_which_version_until_the_reply_stops_the_clock(
    signed_in, office, run_jobs
):
    asked = incoming(office)
    letter = signed(office, run_jobs, answers=asked)
    document = queries.letter_document(letter)
    said = PdfReader(BytesIO(document_bytes(document, office))).pages[0].extract_text()
    assert letter.number in said
    assert "We thank you" in said
    signed_in(Role.ASSISTANT).post(url("dispatch_letter", letter), {"channel": "mail"})
    run_jobs()
    letter.refresh_from_db()
    asked.refresh_from_db()
    assert (letter.state, asked.state) == (LetterState.DISPATCHED, LetterState.ANSWERED)
    assert not tasks_of(asked).open().exists()
    assert [step.step for step in letter.steps.all()] == [
        *(Step.DISPATCHED, Step.SIGNED, Step.APPROVED, Step.REVIEWED, Step.SUBMITTED)
    ]
    assert {step.sha256 for step in letter.steps.all()} == {letter.current.sha256}
    assert mail.outbox[0].subject == f"{letter.subject} [{letter.number}]"
    page = signed_in(Role.ASSISTANT).get(asked.get_absolute_url()).content.decode()
    assert letter.number in page


def document_bytes(document, office) -> bytes:
    return actions.download(document, by=office[Role.COUNCIL_SECRETARY])


def test_nobody_reviews_or_approves_their_own_words(office):
    letter = draft(office, by=office[Role.COUNCIL_SECRETARY])
    actions.submit_letter(letter, by=office[Role.COUNCIL_SECRETARY])
    for verb in (actions.review_letter, actions.approve_letter):
        with pytest.raises(Refused, match="their own words"):
            verb(letter, by=office[Role.COUNCIL_SECRETARY])
    with pytest.raises(Refused, match="has not been reviewed"):
        actions.approve_letter(letter, by=office[Role.DG_OFFICE])
    assert not NumberTaken.objects.exists()


def test_8_a_new_version_shows_approved_in_an_older_version_and_is_not_sent(signed_in, office):
    letter = approved(office)
    client = signed_in(Role.ASSISTANT)
    words = form_of(letter) | {"text": "Other words entirely."}
    assert client.post(url("revise_letter", letter), words).status_code == 302
    letter.refresh_from_db()
    assert (letter.state, letter.current.number) == (LetterState.DRAFT, 2)
    page = client.get(letter.get_absolute_url()).content.decode()
    assert "Approved in an older version: 1" in page
    assert "older version</span>" in page
    with pytest.raises(Refused):
        actions.sign_letter(letter, by=office[Role.DG_OFFICE])
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.SIGNED)
    letter.refresh_from_db()
    with pytest.raises(Refused, match="not approved: an older one was"):
        actions.dispatch_letter(letter, by=office[Role.ASSISTANT], channel=Channel.POST, sent_to="Tokyo")


def form_of(letter: Letter) -> dict:
    names = ("envelope", "subject", "salutation", "text", "closing", "signatory_name", "signatory_title")
    current = letter.current
    return {name: getattr(current, name) for name in names} | {"based_on": current.number}


def test_two_writers_never_overwrite_each_other(signed_in, office):
    letter = draft(office)
    stale = form_of(letter)
    actions.revise_letter(letter, by=office[Role.ASSISTANT], based_on=1, text="First.")
    refused = signed_in(Role.ASSISTANT).post(url("revise_letter", letter), stale | {"text": "Second."})
    assert refused.status_code == 409
    assert "wrote version 2 meanwhile" in refused.content.decode()
    assert "Second." in refused.content.decode()
    assert letter.current.text == "First."


def test_versions_and_steps_are_written_once(office):
    letter = approved(office)
    for row in (letter.current, letter.steps.first()):
        with pytest.raises(WrittenOnce):
            row.save()
        with pytest.raises(WrittenOnce):
            row.delete()


def test_a_letter_leaves_on_paper_with_its_address_and_its_tracking(signed_in, office, run_jobs):
    letter = signed(office, run_jobs)
    client = signed_in(Role.ASSISTANT)
    refused = client.post(url("dispatch_letter", letter), {"channel": "courier"})
    assert "to which address" in refused.content.decode()
    client.post(
        url("dispatch_letter", letter),
        {"channel": "courier", "sent_to": "1 Kasumigaseki, Tokyo", "tracking": "RX 123"},
    )
    letter.refresh_from_db()
    assert (letter.sent_to, letter.tracking) == ("1 Kasumigaseki, Tokyo", "RX 123")
    assert mail.outbox == []
    client.post(url("acknowledge_letter", letter), {"on": timezone.localdate()})
    answer = incoming(office, answers=letter)
    letter.refresh_from_db()
    assert letter.state == LetterState.ANSWERED
    assert list(letter.replies.all()) == [answer]


def test_a_restricted_letter_is_mailed_only_to_whom_the_gate_opens_it(office, run_jobs):
    letter = signed(office, run_jobs, level=Level.objects.get(code="restricted"))
    with pytest.raises(Refused, match="Marked “Restricted”"):
        actions.dispatch_letter(letter, by=office[Role.ASSISTANT], channel=Channel.MAIL)
    letter.refresh_from_db()
    assert (letter.state, mail.outbox) == (LetterState.SIGNED, [])


# Edited by hand


def test_10_an_edited_word_file_is_recognised_kept_and_compared(signed_in, office):
    letter = draft(office, text="We thank you for your letter.\n\n- first **point**\n- second point")
    client = signed_in(Role.ASSISTANT)
    given = client.get(url("letter_draft", letter, "docx")).content
    untouched = client.post(url("take_back", letter), {"file": SimpleUploadedFile("a.docx", given)})
    assert "is version 1 as it was downloaded" in untouched.content.decode()
    client.post(url("take_back", letter), {"file": SimpleUploadedFile("edited.docx", edited(given))})
    assert letter.current.text == "We thank you for your kind letter.\n\n- first **point**\n- second point"
    assert letter.current.source.original_name == "edited.docx"
    assert letter.drafts.get(number=1).text.startswith("We thank you for your letter.")
    page = client.get(url("letter_versions", letter)).content.decode()
    assert "<ins>kind </ins>" in page
    redline = Word(BytesIO(client.get(url("letter_redline", letter, "docx")).content))
    assert [r.text for p in redline.paragraphs for r in p.runs if r.underline] == ["kind "]


def edited(data: bytes) -> bytes:
    document = Word(BytesIO(data))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("your letter", "your kind letter")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_another_word_file_is_refused_and_nothing_of_it_stays(signed_in, office):
    letter, other = draft(office), BytesIO()
    document = Word()
    document.add_paragraph("Shopping list")
    document.save(other)
    upload = SimpleUploadedFile("list.docx", other.getvalue())
    refused = signed_in(Role.ASSISTANT).post(url("take_back", letter), {"file": upload})
    assert "This is not a letter made here" in refused.content.decode()
    assert (letter.drafts.count(), Document.objects.count()) == (1, 0)


# The clock


def test_11_an_incoming_letter_has_an_owner_and_due_dates_by_the_rules_of_its_day(office):
    letter = incoming(office, received_on=date(2026, 11, 2), owner=office[Role.ASSISTANT])
    due = {task.rule.code: (task.due_on, task.owner) for task in tasks_of(letter)}
    assert due == {
        "letter-acknowledge": (date(2026, 11, 5), office[Role.ASSISTANT]),
        "letter-answer": (date(2026, 11, 24), office[Role.ASSISTANT]),  # 11 November is a holiday
    }


def test_11_overdue_letters_escalate_and_are_listed_and_counted(signed_in, office):
    late = incoming(office, received_on=timezone.localdate() - timedelta(days=60))
    incoming(office)
    incoming(office, reply_wanted=False)
    calendar.escalate_overdue()
    assert {task.escalated_to for task in tasks_of(late)} == {Role.COUNCIL_SECRETARY, Role.DG_OFFICE}
    client = signed_in(Role.COUNCIL_SECRETARY)
    listed = client.get(LETTERS, {"late": "true"}).context["list"]
    assert [row.pk for row in listed.rows] == [late.pk]
    assert queries.calls_for_action(client.user) == 1
    assert Task.objects.for_user(client.user).overdue().filter(about_id=late.pk).exists()


def test_a_closed_letter_says_how_it_ended_and_its_clock_stops(signed_in, office):
    letter = incoming(office)
    signed_in(Role.ASSISTANT).post(url("close_letter", letter), {"outcome": "Answered at the meeting"})
    letter.refresh_from_db()
    assert (letter.state, letter.outcome) == (LetterState.CLOSED, "Answered at the meeting")
    assert set(tasks_of(letter).values_list("state", flat=True)) == {TaskState.CANCELLED}


# Who sees it


@pytest.mark.parametrize("rows", [1, 3])
def test_one_and_three_cost_the_same(signed_in, office, django_assert_num_queries, rows):
    for _ in range(rows):
        incoming(office, owner=office[Role.ASSISTANT])
    client = signed_in(Role.ASSISTANT)
    client.get(LETTERS)
    with django_assert_num_queries(8):
        assert client.get(LETTERS).context["list"].count == rows


def test_a_letter_above_ones_level_is_not_there(signed_in, office):
    secret = incoming(office, level=Level.objects.get(code="restricted"))
    assert signed_in(Role.AUDITOR).get(secret.get_absolute_url()).status_code == 404
    assert signed_in(Role.ASSISTANT).get(secret.get_absolute_url()).status_code == 200
    assert signed_in(Role.STAFF).get(LETTERS).context["list"].count == 0


def test_an_owner_outside_the_office_sees_their_letter_and_no_other(signed_in, office):
    mine, other = incoming(office, owner=office[Role.STAFF]), incoming(office)
    client = signed_in(Role.STAFF)
    assert client.get(mine.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
