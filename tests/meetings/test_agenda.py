"""The agenda and the papers through the door."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Word

from council_office.directory.states import Role
from documents.models import Document
from documents.papers import Paper, Para
from documents.rendering.pdf import pdf
from meetings import actions
from meetings.models import AgendaItem, AgendaVersion, SessionPaper
from meetings.queries.agenda import Agenda
from meetings.states import AccessClass, PaperState
from tests.factories import member
from tests.meetings import factories


@pytest.fixture
def session(db):
    return factories.convened(number=85)


@pytest.fixture
def assistant(office):
    return office[Role.ASSISTANT]


def numbers(session) -> dict[str, str]:
    return {entry.item.title_en: entry.number for entry in Agenda(session).entries}


def titles(session) -> list[str]:
    return [entry.item.title_en for entry in Agenda(session).entries]


def order_of(session) -> dict[str, list]:
    """The order as the page posts it."""
    entries = Agenda(session).entries
    return {
        "key": [entry.item.pk for entry in entries],
        "parent": [entry.item.parent_id or "" for entry in entries],
    }


def test_21_a_new_session_starts_from_the_standing_items(session):
    assert titles(session)[:3] == [
        "Opening of the session",
        "Report of the Chair on credentials",
        "Adoption of the agenda",
    ]
    assert numbers(session)["Report of the STAC Chair"] == "7.1"


def test_21_an_item_is_added_under_another_and_gets_its_number(session, signed_in):
    above = session.items.get(title_en="Report of the Director-General")
    facts = {
        "title_en": "Budget",
        "title_fr": "Budget",
        "parent": above.pk,
        "purpose": "decision",
        "minutes": 30,
        "decision_rule": "consensus",
        "access": "open",
    }
    response = signed_in(Role.ASSISTANT).post(reverse("meetings:add_item", args=[session.pk]), facts)
    assert response.status_code == 302
    assert numbers(session)["Budget"] == "6.1"


def test_21_an_item_without_a_title_is_refused_and_what_was_typed_stays(session, signed_in):
    facts = {"title_en": "", "title_fr": "Titre gardé", "purpose": "decision", "minutes": 30}
    response = signed_in(Role.ASSISTANT).post(reverse("meetings:add_item", args=[session.pk]), facts)
    assert response.status_code == 422
    assert "Titre gardé" in response.content.decode()


def test_21_items_are_put_in_another_order_at_once(session, signed_in):
    order = order_of(session)
    order["key"][0], order["key"][1] = order["key"][1], order["key"][0]
    response = signed_in(Role.ASSISTANT).post(reverse("meetings:order_items", args=[session.pk]), order)
    assert response.status_code == 302
    assert titles(session)[0] == "Report of the Chair on credentials"


def test_21_an_order_made_on_an_old_page_is_refused(session, signed_in, assistant):
    order = order_of(session)
    actions.add_item(session, by=assistant, title_en="Added meanwhile")
    response = signed_in(Role.ASSISTANT).post(reverse("meetings:order_items", args=[session.pk]), order)
    assert response.status_code == 409


@pytest.mark.parametrize("order", [{"key": ["x"], "parent": [""]}, {"key": ["1"], "parent": []}, {}])
def test_21_an_order_that_is_none_is_refused(session, signed_in, order):
    response = signed_in(Role.ASSISTANT).post(reverse("meetings:order_items", args=[session.pk]), order)
    assert response.status_code == 409


def test_21_an_item_goes_down_in_and_out_by_its_buttons(session, signed_in):
    client = signed_in(Role.ASSISTANT)
    item = session.items.get(title_en="Adoption of the agenda")
    url = reverse("meetings:move_item", args=[item.pk])
    client.post(url, {"direction": "in"})
    assert numbers(session)["Adoption of the agenda"] == "2.1"
    client.post(url, {"direction": "out"})
    assert numbers(session)["Adoption of the agenda"] == "3"
    client.post(url, {"direction": "down"})
    assert numbers(session)["Adoption of the agenda"] == "4"
    client.post(url, {"direction": "sideways"})
    assert numbers(session)["Adoption of the agenda"] == "4"


def test_21_items_do_not_nest_without_end(session, assistant):
    one = session.items.get(title_en="Report of the STAC Chair")
    two = actions.add_item(session, by=assistant, parent=one, title_en="Two")
    order = [(entry.item.pk, entry.item.parent_id) for entry in Agenda(session).entries]
    looped = [(pk, two.pk if pk == one.pk else above) for pk, above in order]
    with pytest.raises(actions.agenda.Refused):
        actions.order_items(session, by=assistant, order=looped)


def test_21_issuing_keeps_a_version_and_makes_papers_in_both_languages(session, signed_in, run_jobs):
    client = signed_in(Role.ASSISTANT)
    client.post(reverse("meetings:issue_agenda", args=[session.pk]), {"reason": ""})
    run_jobs()
    assert AgendaVersion.objects.get(session=session).number == 1
    made = Document.objects.filter(kind="agenda").values_list("language", "form")
    assert sorted(made) == [("en", "docx"), ("en", "pdf"), ("fr", "docx"), ("fr", "pdf")]
    response = client.post(reverse("meetings:issue_agenda", args=[session.pk]), {"reason": ""})
    assert response.status_code == 409

    actions.add_item(session, by=client.user, title_en="Added late")
    page = client.get(reverse("meetings:agenda", args=[session.pk])).content.decode()
    assert "“Added late” added." in page


def test_21_after_adoption_a_change_needs_the_decision_that_makes_it(session, signed_in, assistant):
    actions.adopt_agenda(session, by=assistant)
    client = signed_in(Role.ASSISTANT)
    item = session.items.first()
    url = reverse("meetings:revise_item", args=[item.pk])
    facts = {
        "title_en": "Opening",
        "purpose": "oral",
        "minutes": 5,
        "decision_rule": "none",
        "access": "open",
        "seen": item.version,
    }
    assert client.post(url, facts).status_code == 409
    assert client.post(url, {**facts, "reason": "Decided under item 3"}).status_code == 302


def test_21_two_editors_of_an_item_do_not_overwrite_each_other(session, signed_in, assistant):
    item = session.items.first()
    seen = item.version
    actions.revise_item(item, by=assistant, title_en="Theirs")
    facts = {
        "title_en": "Mine",
        "purpose": "oral",
        "minutes": 5,
        "decision_rule": "none",
        "access": "open",
        "seen": seen,
    }
    response = signed_in(Role.ASSISTANT).post(reverse("meetings:revise_item", args=[item.pk]), facts)
    assert response.status_code == 409
    assert "Theirs" in response.content.decode()
    item.refresh_from_db()
    assert item.title_en == "Theirs"


def test_19_a_restricted_item_leaves_no_trace_for_an_observer(session, signed_in, office, assistant):
    actions.add_participant(session, by=assistant, person=office[Role.DELEGATE].person, role="observer")
    item = session.items.get(title_en="Adoption of the agenda")
    actions.revise_item(item, by=assistant, access=AccessClass.RESTRICTED)
    page = signed_in(Role.DELEGATE).get(reverse("meetings:agenda", args=[session.pk])).content.decode()
    assert "Adoption of the agenda" not in page
    assert 'class="agenda-number">3' in page
    assert "R1" not in page
    assert "Restricted" not in page


def test_19_a_delegate_who_represents_sees_the_restricted_item(session, signed_in, office, assistant):
    person = office[Role.DELEGATE].person
    actions.add_participant(session, by=assistant, person=person, role="head", member=member("JP"))
    item = session.items.get(title_en="Adoption of the agenda")
    actions.revise_item(item, by=assistant, access=AccessClass.RESTRICTED)
    page = signed_in(Role.DELEGATE).get(reverse("meetings:agenda", args=[session.pk])).content.decode()
    assert "Adoption of the agenda" in page


def a_pdf(name: str = "paper.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(Paper("paper", "X", "Paper", "en", (Para("Text"),))))


def test_09_a_paper_gets_the_number_of_its_item_its_files_and_is_published(session, signed_in):
    client = signed_in(Role.ASSISTANT)
    item = session.items.get(title_en="Matters arising")
    facts = {
        "item": item.pk,
        "number": "",
        "title_en": "Open actions",
        "title_fr": "Actions",
        "access": "open",
    }
    response = client.post(reverse("meetings:add_paper", args=[session.pk]), facts)
    paper = SessionPaper.objects.get()
    assert response.url == paper.get_absolute_url()
    assert paper.number == f"{session.label}/5"

    upload = reverse("meetings:upload_paper_file", args=[paper.pk])
    assert client.post(upload, {"language": "en", "file": a_pdf()}).status_code == 302
    publish = reverse("meetings:publish_paper", args=[paper.pk])
    refused = client.post(publish, {"gap_reason": ""})
    assert refused.status_code == 409
    assert "FR" in refused.content.decode()
    client.post(publish, {"gap_reason": "Translation follows"})
    paper.refresh_from_db()
    assert paper.state == PaperState.PUBLISHED


def test_09_a_taken_number_is_refused(session, assistant, signed_in):
    paper = actions.add_paper(session, by=assistant, title_en="One", number="IC-85/9")
    facts = {"item": "", "number": paper.number, "title_en": "Two", "access": "open"}
    response = signed_in(Role.ASSISTANT).post(reverse("meetings:add_paper", args=[session.pk]), facts)
    assert response.status_code == 409


def test_09_a_revision_follows_its_paper(session, assistant, signed_in):
    paper = actions.add_paper(session, by=assistant, title_en="One", number="IC-85/9")
    client = signed_in(Role.ASSISTANT)
    client.post(reverse("meetings:follow_paper", args=[paper.pk]), {"kind": "revision"})
    assert SessionPaper.objects.filter(number="IC-85/9 Rev. 1", base=paper).exists()
    wrong = client.post(reverse("meetings:follow_paper", args=[paper.pk]), {"kind": "anything"})
    assert wrong.status_code == 409


@pytest.mark.parametrize(
    ("name", "data"),
    [("page.html", b"<html>"), ("empty.pdf", b" "), ("fake.pdf", b"MZ\x90\x00"), ("a.zip", b"PK\x03\x04")],
)
def test_09_what_is_not_a_paper_is_refused_in_words_and_nothing_is_kept(
    session, assistant, signed_in, name, data
):
    paper = actions.add_paper(session, by=assistant, title_en="One")
    file = SimpleUploadedFile(name, data)
    url = reverse("meetings:upload_paper_file", args=[paper.pk])
    response = signed_in(Role.ASSISTANT).post(url, {"language": "en", "file": file})
    assert response.status_code in (409, 422)
    assert Document.objects.filter(kind="session_paper").count() == 0


def test_09_a_word_file_is_taken_and_a_second_one_is_its_next_edition(session, assistant, signed_in):
    paper = actions.add_paper(session, by=assistant, title_en="One")
    url = reverse("meetings:upload_paper_file", args=[paper.pk])
    client = signed_in(Role.ASSISTANT)
    for words in ("first", "second"):
        word, kept = Word(), BytesIO()
        word.add_paragraph(words)
        word.save(kept)
        client.post(url, {"language": "en", "file": SimpleUploadedFile("paper.docx", kept.getvalue())})
    assert list(paper.files.order_by("edition").values_list("edition", flat=True)) == [1, 2]


@pytest.mark.parametrize("count", [1, 3])
def test_21_the_pages_of_agenda_and_papers_ask_a_fixed_number_of_queries(
    session, assistant, signed_in, own_queries, count
):
    for n in range(count):
        item = actions.add_item(session, by=assistant, title_en=f"Item {n}")
        actions.add_paper(
            session, by=assistant, item=item, title_en=f"Paper {n}", due_on=session.starts_on - timedelta(9)
        )
    client = signed_in(Role.ASSISTANT)
    assert own_queries(client, reverse("meetings:agenda", args=[session.pk])) == AGENDA_QUERIES
    assert own_queries(client, reverse("meetings:papers", args=[session.pk])) == PAPERS_QUERIES


AGENDA_QUERIES = 9
PAPERS_QUERIES = 10


def test_21_the_items_of_a_recorded_session_stay(session, signed_in):
    type(session).objects.filter(pk=session.pk).update(state="cancelled")
    item = AgendaItem.objects.filter(session=session).first()
    response = signed_in(Role.ASSISTANT).post(
        reverse("meetings:remove_item", args=[item.pk]), {"reason": "no"}
    )
    assert response.status_code == 409


def test_11_a_published_paper_opens_to_participants_and_closes_when_they_withdraw(
    session, assistant, signed_in, office
):
    person = office[Role.DELEGATE].person
    place = actions.add_participant(session, by=assistant, person=person, role="observer")
    paper = actions.add_paper(session, by=assistant, title_en="One", title_fr="Un")
    restricted = actions.add_paper(session, by=assistant, title_en="Two", access=AccessClass.RESTRICTED)
    for each in (paper, restricted):
        actions.upload_paper_file(each, by=assistant, language="en", data=a_pdf().read(), name="paper.pdf")
    delegate = signed_in(Role.DELEGATE)
    file = reverse("documents:download", args=[paper.files.get().document_id])
    assert delegate.get(file).status_code == 404
    assert delegate.get(paper.get_absolute_url()).status_code == 404

    for each in (paper, restricted):
        actions.publish_paper(each, by=assistant, gap_reason="Translation follows")
    assert delegate.get(file).status_code == 200
    assert delegate.get(paper.get_absolute_url()).status_code == 200
    hidden = reverse("documents:download", args=[restricted.files.get().document_id])
    assert delegate.get(hidden).status_code == 404
    assert delegate.get(restricted.get_absolute_url()).status_code == 404

    actions.withdraw_participant(place, by=assistant, reason="Does not come")
    assert delegate.get(file).status_code == 404


def test_11_who_comes_in_later_reads_what_was_published_before(session, assistant, signed_in, office):
    paper = actions.add_paper(session, by=assistant, title_en="One", title_fr="Un")
    actions.upload_paper_file(paper, by=assistant, language="en", data=a_pdf().read(), name="paper.pdf")
    actions.publish_paper(paper, by=assistant, gap_reason="Translation follows")
    person = office[Role.DELEGATE].person
    actions.add_participant(session, by=assistant, person=person, role="observer")
    file = reverse("documents:download", args=[paper.files.get().document_id])
    assert signed_in(Role.DELEGATE).get(file).status_code == 200
