"""Letters: numbered, bilingual, locked, checked by a code, hundreds in one job (behaviours 12, 13)."""

import io
import zipfile

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from council_office.directory.models import Post
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.models import Event, Job
from council_office.ledger.moves import Refused
from documents.models import Document
from documents.papers import Code, dumps
from tests.factories import PersonFactory
from tests.visits.factories import NUMBER, complete, planned_visit, visitor_of
from visits import actions
from visits.models import Letter
from visits.queries import letters as queries
from visits.states import LetterState

pytestmark = pytest.mark.django_db
VISA = "visa_support"


def url(name: str, *args) -> str:
    return reverse(f"visits:{name}", args=args)


@pytest.fixture
def pdfs(monkeypatch):
    """Papers are kept as their text: the ink is tested elsewhere."""
    papers = []

    def ink(paper, form):
        papers.append(paper)
        return b"%PDF-" + dumps(paper).encode()

    monkeypatch.setattr("documents.actions.documents.render", ink)
    return papers


@pytest.fixture
def visit():
    signatory = PersonFactory(family_name="Bertin")
    Post.objects.create(person=signatory, title_en="Director", title_fr="Directeur", starts_on="2020-01-01")
    return planned_visit(signatory=signatory)


def chinese(visit, **person):
    return complete(visitor_of(visit, nationality="CN", **person))


def sent(visit, run_jobs, office, kind=VISA) -> list[Letter]:
    actions.prepare_letters(visit, by=office[Role.ASSISTANT], kind=kind)
    actions.send_letters(visit, by=office[Role.ASSISTANT], kind=kind)
    run_jobs()
    return list(Letter.objects.filter(state=LetterState.SENT).order_by("pk"))


def test_12_the_letter_is_numbered_bilingual_and_guarantees_no_visa(visit, run_jobs, office, pdfs):
    chinese(visit, family_name="Zhang", given_names="Wei")
    (letter,) = sent(visit, run_jobs, office)
    assert letter.number.startswith("LET-")
    text = dumps(queries.paper(letter))
    assert "does not guarantee a visa" in text
    assert "ne garantit pas l’obtention d’un visa" in text
    assert "Zhang" in text
    assert "Director" in text
    assert "Directeur" in text
    code = next(block for block in queries.paper(letter).blocks if isinstance(block, Code))
    assert code.data.endswith(url("verify", letter.code))


def test_12_the_whole_number_is_on_the_holders_copy_alone(visit, run_jobs, office, pdfs, signed_in):
    visitor = chinese(visit)
    (letter,) = sent(visit, run_jobs, office)
    assert NUMBER not in dumps(queries.paper(letter))
    assert "•345" in dumps(queries.paper(letter))
    assert NUMBER in dumps(actions.hand_over_letter(letter, by=office[Role.ASSISTANT]))
    assert Event.objects.filter(verb="hand_over_letter").count() == 1
    assert signed_in(Role.AUDITOR).get(url("letter_copy", letter.pk)).status_code == 403
    actions.save_answers(visitor, by=CLOCK, values={"document_number": "OTHER1"})
    with pytest.raises(Refused, match="travel document has changed"):
        actions.hand_over_letter(letter, by=office[Role.ASSISTANT])


def test_12_a_consulate_confirms_it_by_code_without_personal_data(visit, run_jobs, office, pdfs):
    chinese(visit, family_name="Zhang")
    (letter,) = sent(visit, run_jobs, office)
    page = Client().get(url("verify", letter.code.lower())).content.decode()
    assert "is valid" in page
    assert letter.number in page
    assert "Zhang" not in page
    assert "ZHANG" not in page
    assert Client().get(url("verify", "2" * 16)).status_code == 404
    typed = f"{letter.code[:4]} {letter.code[4:].lower()}"
    assert Client().post(url("verify_by_code"), {"code": typed}).url == url("verify", letter.code)


def test_12_a_change_makes_version_n_plus_1_and_revokes_n(visit, run_jobs, office, pdfs, signed_in):
    visitor = chinese(visit)
    (first,) = sent(visit, run_jobs, office)
    assistant = signed_in(Role.ASSISTANT)
    assert "has changed since it was sent" not in assistant.get(url("letter", first.pk)).content.decode()
    assert assistant.post(url("replace_letter", first.pk)).status_code == 409
    actions.save_answers(visitor, by=CLOCK, values={"function": "Chief engineer"})
    assert "has changed since it was sent" in assistant.get(url("letter", first.pk)).content.decode()
    assistant.post(url("replace_letter", first.pk))
    run_jobs()
    first.refresh_from_db()
    second = Letter.objects.get(issue=2)
    assert (first.state, second.state) == (LetterState.SUPERSEDED, LetterState.SENT)
    assert first.number == second.number
    assert "Chief engineer" in second.facts["en"]["text"]
    assert "Chief engineer" not in first.facts["en"]["text"]
    page = Client().get(url("verify", first.code)).content.decode()
    assert "no longer valid" in page
    assert "replaced by version 2" in page
    assert "is valid" in Client().get(url("verify", second.code)).content.decode()


def test_12_a_revoked_letter_is_no_longer_valid(visit, run_jobs, office, pdfs, signed_in):
    chinese(visit)
    (letter,) = sent(visit, run_jobs, office)
    signed_in(Role.ASSISTANT).post(url("revoke_letter", letter.pk), {"reason": "Cancelled"})
    assert "has revoked it" in Client().get(url("verify", letter.code)).content.decode()


def test_13_a_whole_visit_in_one_job_none_twice(visit, run_jobs, office, pdfs, signed_in, mailoutbox):
    for _ in range(3):
        chinese(visit)
    visitor_of(visit, nationality="CN")  # of whom nothing is known: stays a draft
    visitor_of(visit, nationality="FR")  # needs no visa: no letter at all
    assistant = signed_in(Role.ASSISTANT)
    assistant.post(url("prepare_letters", visit.pk, VISA))
    page = assistant.get(url("review_letters", visit.pk, VISA)).content.decode()
    assert "Send 3 letters" in page
    assert "the travel document" in page
    assistant.post(url("review_letters", visit.pk, VISA))
    job = Job.objects.get(task="visits.send_letter")
    assert job.total == 3
    run_jobs()
    for letter in Letter.objects.filter(state=LetterState.SENT):
        actions.send_letter(letter, by=office[Role.ASSISTANT])  # the same row worked again
    assert len(mailoutbox) == 3
    assert Letter.objects.filter(state=LetterState.SENT).count() == 3
    assert Letter.objects.filter(state=LetterState.DRAFT).count() == 1
    numbers = sorted(Letter.objects.exclude(number="").values_list("number", flat=True))
    assert len(set(numbers)) == 3
    assert Document.objects.filter(kind="visits.visa_support", form="pdf").count() == 3


def test_13_after_a_crash_it_goes_on_where_it_stopped(visit, run_jobs, office, pdfs, monkeypatch, mailoutbox):
    chinese(visit)
    by = office[Role.ASSISTANT]
    (letter,) = actions.prepare_letters(visit, by=by, kind=VISA)
    actions.send_letters(visit, by=by, kind=VISA)
    letter.refresh_from_db()
    with monkeypatch.context() as patch:
        patch.setattr("visits.actions.letters._hand_over", crash)
        with pytest.raises(RuntimeError):
            actions.send_letter(letter, by=by)
    letter.refresh_from_db()
    number = letter.number
    assert (letter.state, bool(number)) == (LetterState.QUEUED, True)
    run_jobs()
    letter.refresh_from_db()
    assert (letter.state, letter.number) == (LetterState.SENT, number)
    assert len(mailoutbox) == 1


def crash(*args, **kwargs):
    raise RuntimeError("killed")


def test_13_one_zip_and_one_pdf_of_the_letters_that_count(visit, run_jobs, office, signed_in, monkeypatch):
    monkeypatch.setattr("documents.actions.documents.render", lambda paper, form: one_page(paper))
    for _ in range(2):
        chinese(visit)
    sent(visit, run_jobs, office)
    assistant = signed_in(Role.ASSISTANT)
    archive = zipfile.ZipFile(io.BytesIO(assistant.get(url("letters_zip", visit.pk)).content))
    assert len(archive.namelist()) == 2
    whole = pikepdf.open(io.BytesIO(assistant.get(url("letters_pdf", visit.pk)).content))
    assert len(whole.pages) == 2


def one_page(paper) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_12_the_holder_downloads_the_letter_by_the_link(visit, run_jobs, office, pdfs, monkeypatch):
    visitor = chinese(visit)
    (letter,) = sent(visit, run_jobs, office)
    link = actions.link_for(visit, visitor.person, by=CLOCK)
    papers = []
    monkeypatch.setattr("visits.views.links.preview_pdf", lambda paper: papers.append(paper) or b"%PDF-")
    response = Client().get(f"/{link.partition('//')[2].partition('/')[2]}letters/{letter.pk}/")
    assert response.status_code == 200
    assert NUMBER in dumps(papers[0])
