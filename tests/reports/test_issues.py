"""Reports as files: the numbered behaviours of reports."""

from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from council_office.directory.states import Role
from council_office.reports import actions, queries
from council_office.reports.catalogue import REPORTS
from council_office.reports.declared import Asked
from council_office.reports.models import Issue
from council_office.reports.states import IssueState
from documents import papers
from documents.models import Document
from documents.rendering import render
from meetings import actions as meetings_actions
from meetings.models import Participant
from meetings.states import ParticipantRole
from tests.meetings import factories
from tests.reports.conftest import NAMES, files, grids_of, squeezed, words_of

FOUR = ("pdf", "docx", "xlsx", "pptx")


@pytest.fixture
def four(session, secretary, order):
    """A report over the people of a session, in all forms: made once, looked at from all sides."""
    return order("participation", by=secretary, forms=FOUR, where={"session": session.label})


def test_1_four_formats_one_truth_the_numbers_of_the_four_files_are_equal(four):
    made = files(four)
    assert set(made) == set(FOUR)
    heads = ["Figure", "Value"]
    figures = {form: grids_of(form, made[form], heads) for form in ("docx", "xlsx", "pptx")}
    assert figures["docx"] == figures["xlsx"] == figures["pptx"]
    assert ["people", "5"] in figures["docx"]
    by_member = {form: grids_of(form, made[form], ["", "Expert"]) for form in ("docx", "xlsx", "pptx")}
    assert by_member["docx"] == by_member["xlsx"] == by_member["pptx"]
    assert [row[:2] for row in by_member["docx"]] == [
        [name, "1"] for name in ("China", "European Union", "India", "Japan", "Korea")
    ]
    text = squeezed(words_of("pdf", made["pdf"]))
    assert all(squeezed(row) in text for row in [*figures["docx"], *by_member["docx"]])


def test_3_reproducible_the_identifier_on_every_page_finds_the_same_file(four, signed_in, secretary):
    issue, made = four, files(four)
    pages = pikepdf.open(BytesIO(made["pdf"])).pages
    text = squeezed(words_of("pdf", made["pdf"]))
    assert text.count(squeezed([issue.number])) >= len(pages)
    client = signed_in(secretary)
    found = client.get(reverse("reports:find"), {"number": issue.number.lower()})
    assert found.url == issue.get_absolute_url()
    page = client.get(found.url).content.decode()
    assert issue.digest in page
    document = queries.documents_of(issue).get(form="pdf")
    again = client.get(reverse("documents:download", args=[document.pk]))
    assert sha256(b"".join(again)).hexdigest() == document.sha256
    for form in FOUR:  # made anew from what was kept, the files are the same to the byte
        anew = render(papers.from_json(issue.paper), form)
        assert sha256(anew).hexdigest() == queries.documents_of(issue).get(form=form).sha256


def test_3_what_is_kept_does_not_follow_the_registers(four, session, secretary, run_jobs):
    issue, digest, data = four, four.digest, four.data
    factories.place(session, ParticipantRole.HEAD, "US")
    actions.make(issue)
    issue.refresh_from_db()
    assert (issue.digest, issue.data) == (digest, data)
    assert Document.objects.about(issue).count() == 4


def test_4_no_silent_loss_names_come_out_unchanged_no_cell_is_a_formula(session, secretary, run_jobs):
    question = actions.ask(
        by=secretary, register="participants", name="People", span="all", columns=["person", "member"]
    )
    report = queries.report_for(secretary, question.code)
    issue = actions.order(report, by=secretary, asked=Asked("all"), forms=FOUR, language="fr")
    run_jobs()
    issue.refresh_from_db()
    made = files(issue)
    for form, data in made.items():
        text = squeezed(words_of(form, data))
        assert [name for name in NAMES if squeezed([name.upper()]) not in text.upper()] == [], form
    book = load_workbook(BytesIO(made["xlsx"]))
    kinds = {c.data_type for sheet in book.worksheets for row in sheet.iter_rows() for c in row}
    assert "f" not in kinds


def test_6_classification_is_inherited_a_closed_item_marks_every_page(session, secretary, order):
    factories_item(session, secretary)
    issue = order("session_brief", by=secretary, forms=("pdf",), where={"session": session.label})
    assert issue.level == "restricted"
    data = files(issue)["pdf"]
    for page in pikepdf.open(BytesIO(data)).pages:
        assert page is not None
    text = squeezed(words_of("pdf", data))
    assert text.count("Restricted") >= len(pikepdf.open(BytesIO(data)).pages)
    document = Document.objects.about(issue).get()
    assert document.level.code == "restricted"
    assert not queries.may_leave(document, secretary)


def factories_item(session, by):
    meetings_actions.add_item(
        session, by=by, title_en="Staff matters", title_fr="Questions de personnel", access="restricted"
    )


def test_7_reconciles_or_says_so(session, secretary, order, monkeypatch):
    good = order("participation", by=secretary, forms=("docx",))
    assert good.reconciled
    lose = queries.load

    def losing(register, reader, period):
        loaded = lose(register, reader, period)
        rows = loaded.sheet.rows[1:]  # somebody is lost on the way
        return type(loaded)(
            type(loaded.sheet)(loaded.sheet.columns, rows), loaded.control, loaded.sums, loaded.hidden
        )

    monkeypatch.setattr(queries, "load", losing)
    bad = order("participation", by=secretary, forms=("docx",))
    assert not bad.reconciled
    assert papers.from_json(bad.paper).status == "DRAFT – NOT RECONCILED"
    rows = grids_of("docx", files(bad)["docx"], ["Part", "Source"])
    assert rows[0][-1] == "no"
    assert int(rows[0][4]) == int(rows[0][5]) - 1


def test_9_what_changed_since_the_last_issue(session, secretary, order):
    first = order("invitations", by=secretary)
    gone = Participant.objects.filter(session=session).first()
    first_people = order("participation", by=secretary, forms=("xlsx",))
    meetings_actions.withdraw_participant(gone, by=secretary)
    factories.place(session, ParticipantRole.HEAD, "US")
    second = order("participation", by=secretary, forms=("docx",))
    assert second.previous == first_people != first
    rows = grids_of("docx", files(second)["docx"], ["Change", "Person"])
    assert sorted(row[0] for row in rows) == ["gone", "new"]


def test_a_report_is_its_readers_alone(session, secretary, order, signed_in):
    issue = order("participation", by=secretary)
    for role in (Role.ASSISTANT, Role.ADMINISTRATOR):
        client = signed_in(role)
        assert client.get(issue.get_absolute_url()).status_code == 404
        assert not Document.objects.visible_to(client.user).about(issue).exists()
        assert client.get(reverse("reports:find"), {"number": issue.number}).status_code == 409
    assert Document.objects.visible_to(secretary).about(issue).exists()


def test_an_order_without_a_form_is_refused_and_takes_no_number(signed_in, secretary):
    client = signed_in(secretary)
    response = client.post(reverse("reports:order", args=["decisions"]), {"language": "en"})
    assert response.status_code == 422
    assert Issue.objects.count() == 0


def test_an_order_keeps_what_was_looked_at(signed_in, secretary, session, run_jobs):
    client = signed_in(secretary)
    url = reverse("reports:order", args=["participation"]) + "?span=last_month&is-member=JP"
    client.post(url, {"forms": ["xlsx"], "language": "fr"})
    run_jobs()
    issue = Issue.objects.get()
    assert issue.state == IssueState.ISSUED
    assert issue.asked == {"span": "last_month", "where": {"member": "JP"}}
    assert "Participation" in issue.title_fr
    assert REPORTS[issue.report].code == "participation"
