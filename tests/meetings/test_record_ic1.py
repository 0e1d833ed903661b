"""Entering the first session of the Council through the doors gives its Record of Decisions as it reads."""

import io
import re

import pytest
from django.urls import reverse
from docx import Document as Word
from pypdf import PdfReader

from council_office.directory.states import Role
from documents import archive
from documents.models import Document
from meetings.models import Addressee, Decision, Formula, Outcome, Session
from meetings.queries.record import Record

EN = [
    "The representative of the Depositary opened IC-1 and presided over agenda items 1 and 2.",
    "The IC took note of the Chair’s report on credentials, recognised the Representatives, and took note of "
    "the experts and IO participants (Attachment\u00a01).",
    "The IC elected its Chair (from the EU) and Vice-Chair (from Russia).",
    "The IC took note of the Chair’s remarks; the Chair concluded that the credentials of the alternate "
    "named by the EU to replace him were in good order.",
    "The IC took note of the opening comments by the Members.",
    "The IC adopted the agenda (Attachment\u00a02).",
    "The draft minutes of the 2nd Interim Council having been accepted by the Members through CPWG-1, the IC "
    "took note of them (Attachment\u00a03).",
    "The IC appointed the Director-General.",
    "Upon proposal from the Director-General, the IC appointed the Principal Deputy and six Deputies.",
    "The IC appointed the Secretary of the IC.",
    "The IC decided to establish a small working group (Chair and Vice-Chair of the Council and of MAC).",
]
FR = [
    "Le représentant du Dépositaire a ouvert l’IC-1 et a présidé les points 1 et 2 de l’ordre du jour.",
    "Le Conseil a pris note du rapport du Président sur les pouvoirs, a reconnu les Représentants "
    "et a pris note des experts et des participants de l’IO (pièce jointe\u00a01).",
    "Le Conseil a élu son Président (de l’UE) et son Vice-Président (de Russie).",
    "Le Conseil a pris note des remarques du Président\u202f; le Président a conclu que les pouvoirs "
    "du suppléant désigné par l’UE pour le remplacer étaient en règle.",
    "Le Conseil a pris note des observations liminaires des Membres.",
    "Le Conseil a adopté l’ordre du jour (pièce jointe\u00a02).",
    "Les Membres ayant accepté le projet de procès-verbal du 2e Conseil intérimaire par l’intermédiaire du "
    "CPWG-1, le Conseil a pris note de ce procès-verbal (pièce jointe\u00a03).",
    "Le Conseil a nommé le Directeur général.",
    "Sur proposition du Directeur général, le Conseil a nommé l’adjoint principal et six adjoints.",
    "Le Conseil a nommé le Secrétaire de l’IC.",
    "Le Conseil a décidé de créer un petit groupe de travail "
    "(Président et Vice-Président du Conseil et du MAC).",
]
DEPOSITARY = "the representative of the Depositary"
# Each paragraph: its acts as (verb, EN, FR, more), and what else the form asks for.
PARAGRAPHS = [
    (
        [
            ("opened", "IC-1", "l’IC-1", {"actor": DEPOSITARY}),
            (
                "presided",
                "agenda items 1 and 2",
                "les points 1 et 2 de l’ordre du jour",
                {"actor": DEPOSITARY},
            ),
        ],
        {},
    ),
    (
        [
            (
                "took-note",
                "the Chair's report on credentials",
                "le rapport du Président sur les pouvoirs",
                {},
            ),
            ("recognised", "the Representatives", "les Représentants", {}),
            (
                "took-note",
                "the experts and IO participants",
                "les experts et des participants de l’IO",
                {},
            ),
        ],
        {"new-0-title_en": "Participants", "new-0-title_fr": "Participants"},
    ),
    (
        [
            (
                "elected",
                "its Chair (from the EU) and Vice-Chair (from Russia)",
                "son Président (de l’UE) et son Vice-Président (de Russie)",
                {},
            )
        ],
        {},
    ),
    (
        [
            ("took-note", "the Chair's remarks", "les remarques du Président", {}),
            (
                "concluded",
                "the credentials of the alternate named by the EU to replace him were in good order",
                "les pouvoirs du suppléant désigné par l’UE pour le remplacer étaient en règle",
                {"actor": "the Chair"},
            ),
        ],
        {},
    ),
    (
        [
            (
                "took-note",
                "the opening comments by the Members",
                "les observations liminaires des Membres",
                {},
            )
        ],
        {},
    ),
    (
        [("adopted", "the agenda", "l’ordre du jour", {})],
        {"new-0-title_en": "Agenda", "new-0-title_fr": "Ordre du jour"},
    ),
    (
        [("took-note", "them", "ce procès-verbal", {})],
        {
            "opening_en": "The draft minutes of the 2nd Interim Council having been accepted by the Members "
            "through CPWG-1",
            "opening_fr": "Les Membres ayant accepté le projet de procès-verbal du 2e Conseil intérimaire "
            "par l’intermédiaire du CPWG-1",
            "new-0-title_en": "Minutes of the 2nd Interim Council",
            "new-0-title_fr": "Procès-verbal du 2e Conseil intérimaire",
        },
    ),
    ([("appointed", "the Director-General", "le Directeur général", {})], {}),
    (
        [
            (
                "appointed",
                "the Principal Deputy and six Deputies",
                "l’adjoint principal et six adjoints",
                {"proposer": "the Director-General"},
            )
        ],
        {},
    ),
    ([("appointed", "the Secretary of the IC", "le Secrétaire de l’IC", {})], {}),
    (
        [
            (
                "decided-to-establish",
                "a small working group (Chair and Vice-Chair of the Council and of MAC)",
                "un petit groupe de travail (Président et Vice-Président du Conseil et du MAC)",
                {},
            )
        ],
        {},
    ),
]


def posted(acts, more) -> dict:
    """What the form of a paragraph sends."""
    data = {
        "acts-TOTAL_FORMS": len(acts),
        "acts-INITIAL_FORMS": 0,
        "new-TOTAL_FORMS": 1,
        "new-INITIAL_FORMS": 0,
        **more,
    }
    for n, (verb, text_en, text_fr, facts) in enumerate(acts):
        people = {name: Addressee.objects.get(name_en=who).pk for name, who in facts.items()}
        row = {"formula": Formula.objects.get(code=verb).pk, "text_en": text_en, "text_fr": text_fr, **people}
        data |= {f"acts-{n}-{name}": value for name, value in row.items()}
    return data


@pytest.fixture
def ic1(signed_in) -> Session:
    """The first session with its eleven paragraphs entered one by one through the form."""
    session = Session.objects.get(label="IC-1")
    client = signed_in(Role.ASSISTANT)
    for acts, more in PARAGRAPHS:
        answer = client.post(reverse("meetings:add_outcome", args=[session.pk]), posted(acts, more))
        assert answer.status_code == 302, answer.content.decode()
    return session


def issue(signed_in, session) -> None:
    answer = signed_in(Role.COUNCIL_SECRETARY).post(reverse("meetings:issue_record", args=[session.pk]))
    assert answer.status_code == 302, answer.content.decode()


def test_01_the_eleven_paragraphs_read_as_they_should_in_english_and_french(ic1):
    paragraphs = Record(ic1).paragraphs
    assert [p.number for p in paragraphs] == list(range(1, 12))
    assert [p.text_en for p in paragraphs] == EN
    assert [p.text_fr for p in paragraphs] == FR


def test_01_the_three_attachments_are_numbered_by_first_mention(ic1):
    titles = [(number, attachment.title_en) for number, attachment in Record(ic1).attachments]
    assert titles == [(1, "Participants"), (2, "Agenda"), (3, "Minutes of the 2nd Interim Council")]


def test_01_the_page_shows_every_paragraph_in_both_languages(ic1, signed_in):
    page = signed_in(Role.ASSISTANT).get(reverse("meetings:record", args=[ic1.pk])).content.decode()
    places = [page.index(text.replace("'", "&#x27;")) for text in EN]
    assert places == sorted(places)
    assert all(text in page for text in FR)


def test_01_issuing_gives_number_decisions_and_papers_that_read_back_equal(ic1, signed_in, run_jobs):
    issue(signed_in, ic1)
    run_jobs()
    ic1.refresh_from_db()
    assert (ic1.state, ic1.record_number) == ("recorded", "ROD-2007-0001")
    papers = Document.objects.about(ic1).filter(kind="record")
    assert sorted(papers.values_list("language", "form")) == [
        ("en", "docx"),
        ("en", "pdf"),
        ("fr", "docx"),
        ("fr", "pdf"),
    ]
    for paper in papers:
        text = {"pdf": pdf_text, "docx": docx_text}[paper.form](archive.read(paper))
        sentences = [plain(sentence) for sentence in (EN if paper.language == "en" else FR)]
        places = [text.index(f"{n}. {sentence}") for n, sentence in enumerate(sentences, start=1)]
        assert places == sorted(places)


def test_01_decisions_known_from_public_sources_keep_their_numbers(ic1, signed_in):
    issue(signed_in, ic1)
    rows = (
        Decision.objects.filter(session=ic1)
        .order_by("serial")
        .values_list("number", "act__outcome__position")
    )
    assert list(rows) == [
        ("IC-1/D-01", 3),
        ("IC-1/D-02", 8),
        ("IC-1/D-03", 9),
        ("IC-1/D-04", 10),
        ("IC-1/D-05", 11),
        ("IC-1/D-06", 6),
    ]


def test_01_entering_it_again_paragraph_by_paragraph_changes_nothing(ic1, signed_in):
    outcome = Outcome.objects.filter(session=ic1).order_by("position")[1]
    acts = list(outcome.acts.all())
    data = posted(PARAGRAPHS[1][0], {"seen": outcome.version, "attachments": [outcome.attachments.get().pk]})
    data |= {"acts-INITIAL_FORMS": len(acts)} | {f"acts-{n}-act": act.pk for n, act in enumerate(acts)}
    answer = signed_in(Role.ASSISTANT).post(reverse("meetings:revise_outcome", args=[outcome.pk]), data)
    assert answer.status_code == 302, answer.content.decode()
    outcome.refresh_from_db()
    assert (outcome.version, list(outcome.acts.all())) == (int(data["seen"]), acts)


def plain(text: str) -> str:
    """The words alone: spaces of every kind are one space."""
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


def pdf_text(data: bytes) -> str:
    return plain(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def docx_text(data: bytes) -> str:
    return plain(" ".join(paragraph.text for paragraph in Word(io.BytesIO(data)).paragraphs))
