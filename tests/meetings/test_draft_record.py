"""Behaviours 12 and 25: the draft goes round, is commented, revised, adopted, sealed; hand edits are seen."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document as Word

from council_office.directory.states import Role
from council_office.ledger.moves import Refused
from council_office.web.models import SignedLink
from documents import archive
from documents.models import Delivery, Document
from documents.papers import Paper, Redlined, from_json
from documents.rendering import render
from meetings import actions
from meetings.models import Comment, Draft, RecordIssue, Session
from meetings.queries import drafts as queries
from meetings.queries.record import Record
from tests.factories import member
from tests.meetings.factories import coming, place
from tests.meetings.records import act, held, issued, item, paragraph

TWO_WEEKS = timedelta(days=14)


@pytest.fixture
def secretary(office):
    return office[Role.COUNCIL_SECRETARY]


@pytest.fixture
def session(secretary) -> Session:
    """A held session with three paragraphs, one of them restricted, and two heads of delegation."""
    session = held(by=secretary)
    for code in ("CN", "JP"):
        place(session, "head", code, family_name=f"Head{code}", language="fr" if code == "JP" else "en")
    paragraph(session, act(text="the Chair’s report"), item=item(session, "Credentials"))
    paragraph(session, act("approved", "the budget"), item=item(session, "Budget", purpose="decision"))
    paragraph(session, act(text="the salaries"), item=item(session, "Salaries", access="closed"))
    return session


def circulate(session, by, *, until=TWO_WEEKS) -> Draft:
    heads = {each.delegation.member.code: each.person for each in session.participants.filter(role="head")}
    chosen = {member(code): heads[code] for code in ("CN", "JP")}
    return actions.circulate_draft(session, by=by, comments_until=timezone.now() + until, people=chosen)


@pytest.fixture
def draft(session, secretary, run_jobs) -> Draft:
    draft = circulate(session, secretary)
    run_jobs()
    return draft


def reviewer(draft, code="CN"):
    return draft.reviewers.get(member__code=code)


def page_of(draft, code="CN") -> str:
    """The address of a Member's own page, from the mail that went to it."""
    body = Delivery.objects.get(key=f"draft:{reviewer(draft, code).pk}").body
    return next("/" + line.split("/", 3)[3] for line in body.splitlines() if "/comment/" in line)


def url(name, thing):
    return reverse(f"meetings:{name}", args=[thing.pk])


def texts(session, language="en") -> list[str]:
    return [paragraph.text(language) for paragraph in Record(session).paragraphs]


# Going round


def test_12_each_member_gets_one_mail_with_its_own_page(draft, client, run_jobs):
    assert draft.reviewers.filter(asked_at__isnull=False).count() == 2
    subjects = {delivery.person.language: delivery.subject for delivery in Delivery.objects.all()}
    assert subjects == {
        "en": "IC-40: draft 1 of the Record of Decisions, for comments",
        "fr": "IC-40 : projet 1 du relevé de décisions, pour observations",
    }
    for each in draft.reviewers.all():
        actions.send_draft(each, by=each)  # a second run
    assert Delivery.objects.count() == 2
    shown = client.get(page_of(draft)).content.decode()
    assert "The IC approved the budget." in shown
    assert "salaries" not in shown  # closed, and the reader is not named


def test_12_what_a_member_types_is_kept_at_once_and_another_member_never_sees_it(draft, client):
    page = page_of(draft)
    kept = client.post(page, {"number": 2, "text": "Which budget?"}, headers={"HX-Request": "true"})
    assert kept.status_code == 200
    assert 'id="kept-2"' in kept.content.decode()
    client.post(page, {"number": 2, "text": "Which budget? 2027?"}, headers={"HX-Request": "true"})
    comment = Comment.objects.get()
    assert (comment.text, comment.reviewer.member.code, comment.number) == ("Which budget? 2027?", "CN", 2)
    assert "Which budget" in client.get(page).content.decode()
    assert "Which budget" not in client.get(page_of(draft, "JP")).content.decode()
    client.post(page, {"number": 2, "text": ""})
    assert Comment.objects.count() == 0


def test_12_a_paragraph_closed_to_the_reader_cannot_be_commented_by_guessing_its_number(draft, client):
    assert client.post(page_of(draft), {"number": 3, "text": "?"}).status_code == 409
    assert Comment.objects.count() == 0


def test_12_after_the_deadline_nothing_is_taken(draft, client):
    page = page_of(draft)
    Draft.objects.update(comments_until=timezone.now() - timedelta(seconds=1))
    SignedLink.objects.update(expires_at=timezone.now() + TWO_WEEKS)
    assert client.post(page, {"number": 1, "text": "late"}).status_code == 409
    assert Comment.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: None, "already over"),
        (lambda s: s.outcomes.all().delete(), "no paragraph"),
        (lambda s: Session.objects.filter(pk=s.pk).update(state="convened"), "when the session was held"),
    ],
)
def test_12_a_draft_that_cannot_circulate_says_why(session, secretary, change, words):
    change(session)
    until = timedelta(0) if words == "already over" else TWO_WEEKS
    with pytest.raises(Refused, match=words):
        circulate(session, secretary, until=until)


# Judging, revising, adopting


def say(draft, code="CN", number=2, **said) -> Comment:
    said = {"text": "Say which year.", "language": "en", **said}
    return actions.comment_draft(reviewer(draft, code), by=secretary_of(draft), number=number, **said)


def secretary_of(draft):
    """Somebody to act for the link in tests that do not open the page."""
    return SignedLink.objects.filter(object_id=reviewer(draft).pk).first()


def test_12_every_verdict_has_its_reason_and_accepted_words_go_into_the_record(draft, session, signed_in):
    comment = say(draft, wording="The IC approved the budget for 2027.")
    client = signed_in(Role.COUNCIL_SECRETARY)
    judge = url("judge_comment", comment)
    assert client.post(judge, {"state": "accepted", "reason": ""}).status_code == 422
    data = {"state": "accepted", "reason": "It is clearer.", "take_wording": "on"}
    assert client.post(judge, data).status_code == 302
    comment.refresh_from_db()
    assert (comment.state, comment.because) == ("accepted", "It is clearer.")
    assert texts(session)[1] == "The IC approved the budget for 2027."
    assert "It is clearer." in client.get(draft.get_absolute_url()).content.decode()
    for role in (Role.ASSISTANT, Role.DG_OFFICE):
        assert signed_in(role).post(judge, data).status_code == 403


def test_12_a_comment_said_anew_is_judged_anew(draft, secretary):
    comment = say(draft)
    actions.judge_comment(comment, by=secretary, state="rejected", reason="No need.")
    say(draft, text="It is needed.")
    comment.refresh_from_db()
    assert (comment.state, comment.because, comment.judged_at) == ("open", "", None)


def test_12_a_revised_draft_waits_for_the_verdicts_and_shows_its_changes_marked(
    draft, session, secretary, run_jobs
):
    comment = say(draft, wording="The IC approved the budget for 2027.")
    with pytest.raises(Refused, match="wait for a verdict"):
        circulate(session, secretary)
    actions.judge_comment(comment, by=secretary, state="accepted", reason="Yes.", take_wording=True)
    actions.revise_outcome(comment.outcome, by=secretary, text_fr="Le Conseil a approuvé le budget 2027.")
    revised = circulate(session, secretary)
    run_jobs()
    draft.refresh_from_db()
    assert (draft.state, revised.edition) == ("replaced", 2)
    redline = next(
        paper
        for paper in map(from_json, revised.papers)
        if paper.kind == "record-redline" and paper.language == "en"
    )
    changed = next(block for block in redline.blocks if isinstance(block, Redlined) and block.number == "2.")
    assert changed.pieces == (("", "The IC approved the budget"), ("inserted", " for 2027"), ("", "."))
    filed = Document.objects.filter(kind="record-redline").values_list("form", "language")
    assert set(filed) == {("pdf", "en"), ("docx", "en"), ("pdf", "fr"), ("docx", "fr")}


def test_12_changes_are_underlined_and_struck_in_word():
    block = Redlined("1.", (("", "The "), ("deleted", "old"), ("inserted", "new"), ("", " words.")))
    word = Word(io.BytesIO(render(Paper("x", "X", "T", "en", (block,)), "docx")))
    runs = {run.text: run for p in word.paragraphs if p.style.name == "Numbered 1" for run in p.runs}
    assert runs["new"].underline
    assert runs["old"].font.strike
    assert (runs["The "].underline, runs["The "].font.strike) == (None, None)


def test_12_adoption_seals_the_record_and_puts_its_approval_on_the_next_agenda(
    draft, session, secretary, signed_in, run_jobs
):
    following = coming(number=41)
    client = signed_in(Role.COUNCIL_SECRETARY)
    adopt = url("adopt_draft", draft)
    assert client.post(adopt, {}).status_code == 409  # comments are still open, and nobody says why
    assert client.post(adopt, {"reason": "All Members agreed in the room."}).status_code == 302
    session.refresh_from_db()
    draft.refresh_from_db()
    issue = session.record_issues.get()
    assert (session.state, draft.state, draft.sha256) == ("recorded", "adopted", issue.sha256)
    assert queries.is_intact(issue)
    approval = following.items.get(approves=session)
    assert (approval.purpose, approval.parent.title_en) == ("decision", "Matters arising")
    assert approval.title_en == f"Approval of the Record of Decisions of IC-40 ({session.record_number})"
    assert SignedLink.objects.alive().count() == 0
    assert issue.sha256 in client.get(url("record", session)).content.decode()


def test_12_a_session_created_later_gets_the_approval_too_and_only_once(session, secretary):
    actions.remove_outcome(session.outcomes.first(), by=secretary)
    actions.record_nothing_more(session, by=secretary)
    issued(session, by=secretary)
    first, second = coming(number=41), coming(number=42, in_days=300)
    assert first.items.filter(approves=session).count() == 1
    assert not second.items.filter(approves=session).exists()


def test_12_a_record_that_reads_otherwise_than_the_draft_is_not_adopted(draft, session, secretary):
    actions.revise_outcome(session.outcomes.first(), by=secretary, text_en="Something else.")
    with pytest.raises(Refused, match="differs from IC-40/ROD-DRAFT 1 in paragraph 1"):
        actions.adopt_draft(draft, by=secretary, reason="now")
    with pytest.raises(Refused, match="is with the Members: adopt it"):
        actions.issue_record(session, by=secretary)


def test_12_a_seal_that_was_broken_is_seen(draft, session, secretary):
    actions.adopt_draft(draft, by=secretary, reason="agreed")
    issue = session.record_issues.get()
    RecordIssue.objects.filter(pk=issue.pk).update(papers=[])
    issue.refresh_from_db()
    assert not queries.is_intact(issue)


def test_12_the_comparison_table_holds_every_comment_with_its_verdict(draft, secretary, signed_in):
    actions.judge_comment(say(draft), by=secretary, state="rejected", reason="It is said elsewhere.")
    client = signed_in(Role.ASSISTANT)
    answer = client.get(url("compare_comments", draft), {"form": "docx", "language": "fr"})
    table = Word(io.BytesIO(answer.content)).tables[-1]
    assert [cell.text for cell in table.rows[1].cells][2:] == [
        "Chine",
        "Say which year.",
        "Rejetée",
        "It is said elsewhere.",
    ]


# Edited by hand


def edited(data: bytes, old: str, new: str) -> bytes:
    word = Word(io.BytesIO(data))
    for each in word.paragraphs:
        for run in each.runs:
            run.text = run.text.replace(old, new)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


@pytest.fixture
def filed(draft, session) -> bytes:
    document = Document.objects.about(session).get(kind="record-draft", language="en", form="docx")
    return archived(document)


def archived(document) -> bytes:
    return archive.read(document)


def upload(client, session, data):
    file = SimpleUploadedFile("IC-40 draft.docx", data)
    return client.post(url("upload_hand_edit", session), {"file": file})


def test_25_a_file_that_nobody_changed_is_known_by_its_hash(session, filed, signed_in):
    answer = upload(signed_in(Role.ASSISTANT), session, filed)
    assert answer.status_code == 409
    assert "nobody changed it" in answer.content.decode()
    assert not session.hand_edits.exists()


def test_25_a_hand_edit_is_compared_and_taken_over_by_a_person_only(draft, session, filed, signed_in):
    client, before = signed_in(Role.ASSISTANT), texts(session)
    assert upload(client, session, edited(filed, "the budget", "the revised budget")).status_code == 302
    edit = session.hand_edits.get()
    assert [(change["number"], change["now"]) for change in edit.changes] == [
        (2, "The IC approved the revised budget.")
    ]
    assert texts(session) == before
    assert "was edited by hand and waits" in " ".join(b.text for b in Record(session).blockers)
    assert "<ins>revised </ins>" in client.get(edit.get_absolute_url()).content.decode()
    assert client.post(url("take_over_hand_edit", edit), {"change": "0"}).status_code == 302
    assert texts(session)[1] == "The IC approved the revised budget."
    assert texts(session, "fr")[1] == "Le Conseil a approuvé the budget (FR)."


def test_25_a_hand_edit_never_overwrites_what_was_changed_meanwhile(
    draft, session, filed, signed_in, secretary
):
    client = signed_in(Role.ASSISTANT)
    upload(client, session, edited(filed, "the budget", "the revised budget"))
    actions.revise_outcome(
        session.outcomes.get(acts__formula__code="approved"), by=secretary, text_en="Newer."
    )
    answer = client.post(url("take_over_hand_edit", session.hand_edits.get()), {"change": "0"})
    assert answer.status_code == 409
    assert texts(session)[1] == "Newer."
    assert session.hand_edits.get().state == "waiting"


def test_25_a_record_is_not_closed_over_a_hand_edit_until_it_is_set_aside_with_a_reason(
    draft, session, filed, signed_in, secretary
):
    upload(signed_in(Role.ASSISTANT), session, edited(filed, "the budget", "the revised budget"))
    with pytest.raises(Refused, match="was edited by hand"):
        actions.adopt_draft(draft, by=secretary, reason="agreed")
    edit = session.hand_edits.get()
    with pytest.raises(Refused, match="Say why"):
        actions.set_aside_hand_edit(edit, by=secretary, reason=" ")
    actions.set_aside_hand_edit(edit, by=secretary, reason="The Member withdrew it.")
    assert actions.adopt_draft(draft, by=secretary, reason="agreed").number


def test_25_a_file_that_is_no_record_of_the_office_is_refused_in_words(session, signed_in):
    client = signed_in(Role.ASSISTANT)
    out = io.BytesIO()
    Word().save(out)
    assert "No numbered paragraph" in upload(client, session, out.getvalue()).content.decode()
    assert upload(client, session, b"PK\x03\x04 not a zip").status_code == 409


# Closing


def test_25_an_item_without_an_outcome_keeps_the_record_open_until_it_is_said_that_there_is_none(
    session, secretary, signed_in
):
    silent = item(session, "Lunch")
    with pytest.raises(Refused, match="“Lunch” has no outcome"):
        actions.issue_record(session, by=secretary)
    client = signed_in(Role.ASSISTANT)
    assert client.post(url("record_nothing", silent)).status_code == 302
    assert Record(session).blockers == []
    client.post(url("record_something", silent))
    assert len(Record(session).blockers) == 1


def test_25_an_item_for_decision_is_never_passed_over_in_bulk(session, secretary):
    item(session, "Elections", purpose="decision")
    item(session, "Lunch")
    assert actions.record_nothing_more(session, by=secretary) == 1
    assert [blocker.text for blocker in Record(session).blockers] == [
        "Item 3 “Elections” is for decision and has no outcome."
    ]


def test_25_reopening_needs_a_reason(session, secretary):
    actions.issue_record(session, by=secretary)
    with pytest.raises(Refused, match="Say why"):
        actions.reopen_record(session, by=secretary, reason=" ")


# Long minutes


def test_1_the_long_minutes_come_from_the_same_outcomes_with_what_was_said(session, secretary, run_jobs):
    budget = session.items.get(title_en="Budget")
    actions.add_statement(
        session,
        by=secretary,
        item=budget,
        member=member("JP"),
        text_en="Japan agrees.",
        text_fr="Le Japon accepte.",
    )
    actions.add_statement(
        session, by=secretary, item=session.items.get(title_en="Salaries"), text_en="Hush.", text_fr="Chut."
    )
    issued(session, by=secretary)
    run_jobs()
    found = {(d.kind, d.language, d.form): d for d in Document.objects.about(session)}
    assert {key[0] for key in found} == {"record", "record-full", "minutes", "minutes-full"}
    minutes = from_json(found["minutes", "fr", "docx"].paper)
    words = [getattr(block, "text", "") for block in minutes.blocks]
    assert "**Japon**\N{NO-BREAK SPACE}: Le Japon accepte." in words
    assert "Le Conseil a approuvé the budget (FR)." in words
    assert not any("Chut" in text for text in words)
    whole = from_json(found["minutes-full", "en", "pdf"].paper)
    assert any(getattr(block, "text", "") == "Hush." for block in whole.blocks)
