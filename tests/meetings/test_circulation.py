"""Behaviours 10 and 11: papers go to those entitled, with proof; each reader sees what is new to them."""

import re
import zipfile
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.models import Event, Job
from documents.models import Delivery
from meetings import actions
from meetings.models import CirculationCopy, SessionPaper
from meetings.queries import circulation as queries
from meetings.states import PaperState
from tests.meetings.factories import coming, convened, place
from tests.meetings.records import item


@pytest.fixture
def session(db):
    return convened(number=40)


@pytest.fixture
def head(session):
    return place(session, "head", "JP", email="head@example.org", family_name="Tanaka")


@pytest.fixture
def expert(session):
    return place(session, "expert", "JP", email="expert@example.org", language="fr", family_name="Sato")


@pytest.fixture
def file(session, pdf):
    """A paper with its files: `file("Budget", "en", "fr", access="restricted")`."""

    def filed(title: str, *languages: str, **facts) -> SessionPaper:
        facts = {"item": item(session, title), "title_en": title, "title_fr": f"{title} (FR)", **facts}
        paper = actions.add_paper(session, by=CLOCK, **facts)
        for language in languages or ("en", "fr"):
            upload(paper, language, pdf)
        return paper

    return filed


def upload(paper, language, data):
    return actions.upload_paper_file(paper, by=CLOCK, language=language, data=data, name="paper.pdf")


def circulate(session, *papers, by=CLOCK, **facts):
    return actions.circulate_papers(session, by=by, papers=papers, **facts)


def told(circulation) -> dict[str, list[str]]:
    copies = circulation.copies.order_by("pk")
    return {copy.participant.person.family_name: [str(each) for each in copy.papers.all()] for copy in copies}


def area_of(delivery: Delivery) -> str:
    return re.search(r"(/meetings/area/[\w-]+/)", delivery.body)[1]


# Sending


def test_11_each_is_told_of_what_they_may_read_and_proof_is_kept(
    session, head, expert, file, run_jobs, office
):
    plain, secret = file("Budget"), file("Staffing", access="restricted")
    nobody = place(session, "expert", "KR", email="", family_name="Kim")
    circulation = circulate(session, plain, secret, by=office[Role.ASSISTANT], note="Two papers.")
    assert told(circulation) == {
        "Tanaka": [plain.number, secret.number], "Sato": [plain.number], "Kim": [plain.number],
    }  # fmt: skip
    run_jobs()
    mails = {mail.to: mail for mail in Delivery.objects.filter(key__startswith="circulation:")}
    assert sorted(mails) == ["expert@example.org", "head@example.org"]
    assert secret.number in mails["head@example.org"].body
    assert secret.number not in mails["expert@example.org"].body
    assert "Budget (FR)" in mails["expert@example.org"].body
    assert all("Two papers." in mail.body for mail in mails.values())
    copies = CirculationCopy.objects.filter(circulation=circulation)
    assert copies.get(participant=nobody).delivery is None
    assert copies.get(participant=head).delivery == mails["head@example.org"]
    assert {paper.state for paper in session.papers.all()} == {PaperState.PUBLISHED}


def test_11_the_worker_may_run_twice_and_one_mail_leaves(session, head, file, run_jobs, office):
    circulation = circulate(session, file("Budget"), by=office[Role.ASSISTANT])
    run_jobs()
    copy = circulation.copies.get()
    actions.send_circulation_copy(copy, by=office[Role.ASSISTANT])
    assert Delivery.objects.filter(key__startswith="circulation:").count() == 1


def test_11_what_was_sent_waits_no_more_until_a_new_edition_comes(session, head, file, office, pdf):
    paper = file("Budget")
    circulate(session, paper, by=office[Role.ASSISTANT])
    assert queries.to_circulate(session) == []
    upload(paper, "fr", pdf)
    (waiting,) = queries.to_circulate(session)
    assert (waiting.paper, waiting.is_new) == (paper, False)
    again = circulate(session, paper, by=office[Role.ASSISTANT])
    assert (again.number, again.papers.get().edition_fr) == (2, 2)


def test_11_a_paper_after_its_deadline_is_marked_late(session, head, file, run_jobs, office):
    late = file("Budget", due_on=timezone.localdate() - timedelta(days=1))
    circulation = circulate(session, late, by=office[Role.ASSISTANT])
    run_jobs()
    assert circulation.papers.get().is_late
    assert "(after the deadline)" in Delivery.objects.get(key__startswith="circulation:").body


def test_10_a_language_gap_needs_its_reason(session, head, file, signed_in):
    paper = file("Budget", "en")
    client, url = signed_in(Role.ASSISTANT), reverse("meetings:circulate_papers", args=[session.pk])
    refused = client.post(url, {"papers": [paper.pk], "note": ""})
    assert refused.status_code == 409
    assert "FR is missing: say why the paper goes out without it." in refused.content.decode()
    done = client.post(url, {"papers": [paper.pk], "note": "", "gap_reason": "Translation follows."})
    assert done.headers["Location"] == session.circulations.get().get_absolute_url()
    paper.refresh_from_db()
    assert paper.gap_reason == "Translation follows."


def test_11_a_session_that_is_not_convened_circulates_nothing(signed_in, pdf):
    draft = coming(number=41)
    paper = actions.add_paper(draft, by=CLOCK, item=item(draft), title_en="Budget")
    upload(paper, "en", pdf)
    url = reverse("meetings:circulate_papers", args=[draft.pk])
    answer = signed_in(Role.ASSISTANT).post(url, {"papers": [paper.pk], "gap_reason": "x"})
    assert "Convene the session first" in answer.content.decode()
    assert Job.objects.filter(task=queries.TASK).count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_11_the_pages_ask_the_same_for_one_and_for_three(
    session, head, file, run_jobs, office, signed_in, django_assert_num_queries, count
):
    papers = [file(f"Paper {n}") for n in range(count)]
    for n in range(count - 1):
        place(session, "expert", "JP", email=f"{n}@example.org")
    circulation = circulate(session, *papers, by=office[Role.ASSISTANT])
    client = signed_in(Role.ASSISTANT)
    client.get("/account/")
    with django_assert_num_queries(11):
        assert client.get(circulation.get_absolute_url()).status_code == 200
    with django_assert_num_queries(14):
        assert client.get(reverse("meetings:papers", args=[session.pk])).status_code == 200


# Reading


@pytest.fixture
def area(session, expert, file, run_jobs, office) -> str:
    """The expert's own page after one open and one restricted paper were circulated."""
    papers = file("Budget"), file("Staffing", access="restricted")
    circulate(session, *papers, by=office[Role.ASSISTANT])
    run_jobs()
    return area_of(Delivery.objects.get(key__startswith="circulation:"))


def test_11_a_reader_finds_what_is_new_takes_it_away_and_looks_at_the_rest(area, session, file, office, pdf):
    client, (open_paper, secret) = Client(), session.papers.order_by("pk")
    page = client.get(area).content.decode()
    assert open_paper.number in page
    assert "Nouveau pour vous" in page
    assert secret.number not in page
    assert secret.title_en not in page
    archive = zipfile.ZipFile(BytesIO(b"".join(client.get(f"{area}archive.zip?only=new").streaming_content)))
    assert [name.rpartition(" ")[2] for name in archive.namelist()] == ["EN.pdf", "FR.pdf"]
    assert client.post(f"{area}seen/").status_code == 302
    assert "Rien de nouveau" in client.get(area).content.decode()
    upload(open_paper, "fr", pdf)
    (changed,) = [each for each in queries.readable(session, who(session)) if each.news]
    assert (changed.paper, changed.news) == (open_paper, "changed")


def who(session):
    return session.participants.get(role="expert").person


def test_11_the_whole_pack_is_one_pdf_with_contents_and_bookmarks(area, session):
    data = b"".join(Client().get(f"{area}pack.pdf?language=en").streaming_content)
    with pikepdf.open(BytesIO(data)) as pack, pack.open_outline() as outline:
        assert [entry.title for entry in outline.root] == [
            f"{paper.number} · {paper.title_en}" for paper in session.papers.filter(access="open")
        ]
        assert len(pack.pages) == 2


def test_11_a_file_that_is_not_for_the_reader_does_not_exist(area, session):
    client, files = Client(), {}
    for paper in session.papers.all():
        files[paper.access] = paper.files.first()
    assert client.get(f"{area}files/{files['open'].pk}/").status_code == 200
    assert client.get(f"{area}files/{files['restricted'].pk}/").status_code == 404


def test_11_each_taking_away_is_on_record(area, session):
    b"".join(Client().get(f"{area}archive.zip").streaming_content)
    events = Event.objects.filter(verb="download", actor_label__contains="signed link")
    assert events.count() == 2


def test_11_somebody_withdrawn_reads_nothing_more(area, session):
    participant = session.participants.get(role="expert")
    actions.withdraw_participant(participant, by=CLOCK, reason="ill")
    page = Client().get(area).content.decode()
    assert session.papers.first().number not in page


def test_11_a_delegate_with_an_account_has_the_same_on_the_papers_page(session, file, office, signed_in):
    user = office[Role.DELEGATE]
    actions.add_participant(session, by=CLOCK, person=user.person, role="observer")
    circulate(session, file("Budget"), file("Staffing", access="restricted"), by=office[Role.ASSISTANT])
    client, papers = signed_in(user), reverse("meetings:papers", args=[session.pk])
    page = client.get(papers).content.decode()
    assert "New or changed since you looked last" in page
    assert "Staffing" not in page
    archive = client.get(reverse("meetings:paper_archive", args=[session.pk]))
    names = zipfile.ZipFile(BytesIO(b"".join(archive.streaming_content))).namelist()
    assert len(names) == 2
    assert client.post(reverse("meetings:see_papers", args=[session.pk])).status_code == 302
    assert "New or changed since you looked last" not in client.get(papers).content.decode()


@pytest.mark.looks
@pytest.mark.parametrize(("language", "width", "dark"), [("en", 1280, False), ("fr", 390, True)])
def test_11_the_pages_of_circulation_are_accessible_and_fit(
    area, session, page_as, assert_accessible, language, width, dark
):
    office, outside = (page_as(who, language, width=width, dark=dark) for who in (Role.ASSISTANT, None))
    papers = reverse("meetings:papers", args=[session.pk])
    pages = [papers, f"{papers}circulate/", session.circulations.get().get_absolute_url()]
    for page, url in [*((office, url) for url in pages), (outside, area)]:
        assert page.goto(url).status == 200
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
        assert_accessible(page)
