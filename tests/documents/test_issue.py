"""A paper is issued once, under its number, and never changes."""

import dataclasses
from hashlib import sha256

import pytest
from django.core.files.storage import default_storage

from council_office.ledger import audit
from council_office.ledger.moves import Refused
from documents import actions, archive, papers
from documents.actions import documents
from documents.models import Document, Level
from documents.models.document import Immutable
from tests.documents import factories

pytestmark = pytest.mark.django_db


def test_issuing_twice_stores_once_and_returns_the_first(record, subject, secretary):
    first = actions.issue(record, about=subject, by=secretary, forms=("docx",))
    changed = dataclasses.replace(record, title="Another title")
    second = actions.issue(changed, about=subject, by=secretary, forms=("docx",))
    assert first == second
    assert Document.objects.get().title == "Record of Decisions"


def test_both_forms_are_stored_with_their_hash_and_size(record, subject, secretary):
    issued = actions.issue(record, about=subject, by=secretary)
    assert list(issued) == ["pdf", "docx"]
    for document in issued.values():
        data = archive.read(document)
        assert (document.sha256, document.size) == (sha256(data).hexdigest(), len(data))
        assert document.about == subject
        assert document.issued_by == secretary


def test_the_facts_of_the_paper_are_frozen_with_it(record, subject, secretary):
    document = actions.issue(record, about=subject, by=secretary, forms=("docx",))["docx"]
    document.refresh_from_db()
    assert papers.from_json(document.paper) == record


def test_whoever_comes_second_in_the_same_moment_gets_the_first_ones_document(
    record, subject, secretary, monkeypatch
):
    first = actions.issue(record, about=subject, by=secretary, forms=("docx",))["docx"]
    before = files()
    answers, asked = [Document.objects.none()], documents.stored_forms
    monkeypatch.setattr(documents, "stored_forms", lambda *a: answers.pop() if answers else asked(*a))
    second = actions.issue(record, about=subject, by=secretary, forms=("docx",))["docx"]
    assert second == first
    assert files() == before


def files() -> set[str]:
    """Every file in the archive."""
    folders = default_storage.listdir("documents")[0]
    return {name for folder in folders for name in default_storage.listdir(f"documents/{folder}")[1]}


def test_a_paper_without_a_number_is_refused(record, subject, secretary):
    with pytest.raises(Refused, match="has no number"):
        actions.issue(dataclasses.replace(record, number=""), about=subject, by=secretary)


def test_a_paper_of_an_unknown_level_is_refused_before_it_is_made(record, subject, secretary):
    with pytest.raises(Refused, match="“secret” does not exist"):
        actions.issue(dataclasses.replace(record, level="secret"), about=subject, by=secretary)
    assert not Document.objects.exists()


def test_a_correction_is_a_new_version_that_names_the_one_it_replaces(record, subject, secretary):
    first = actions.issue(record, about=subject, by=secretary, forms=("docx",))["docx"]
    second = actions.issue(
        dataclasses.replace(record, version=2), about=subject, by=secretary, forms=("docx",)
    )["docx"]
    assert second.replaces == first
    assert list(Document.objects.newest()) == [second]


def test_an_issued_document_cannot_be_saved_changed_or_deleted():
    document = factories.document()
    document.title = "Other"
    for attempt in (
        document.save,
        document.delete,
        lambda: document.save(update_fields=["title"]),
        lambda: Document.objects.update(title="Other"),
        Document.objects.all().delete,
    ):
        with pytest.raises(Immutable):
            attempt()
    document.refresh_from_db()
    assert document.title == "Record of Decisions"


def test_issuing_is_recorded_with_the_hash(record, subject, secretary):
    document = actions.issue(record, about=subject, by=secretary, forms=("docx",))["docx"]
    event = audit.history(document).get()
    assert (event.verb, event.actor, event.details["sha256"]) == ("issue", secretary, document.sha256)


def test_a_file_in_the_archive_that_was_changed_is_not_handed_out(secretary):
    document = factories.document()
    with default_storage.open(document.file_name, "wb") as file:
        file.write(b"something else")
    with pytest.raises(Refused, match="is damaged or missing"):
        actions.download(document, by=secretary)


def test_a_file_name_in_the_archive_says_nothing():
    document = factories.document(number="SECRET-1", title="Plans")
    assert "SECRET" not in document.file_name
    assert "Plans" not in document.file_name


def test_the_download_name_is_one_a_person_would_give():
    document = factories.document(
        number="IC-40/1.1", title="Ordre du jour: 1/2?", language="fr", version_number=2
    )
    assert document.download_name == "IC-40-1.1 Ordre du jour 1-2 v2 FR.pdf"


def test_lowering_a_marking_needs_a_reason_and_raising_does_not(secretary):
    document = factories.document()
    levels = {level.code: level for level in Level.objects.all()}
    assert actions.mark(document, by=secretary, level=levels["restricted"]).level == levels["restricted"]
    with pytest.raises(Refused, match="needs a reason"):
        actions.mark(document, by=secretary, level=levels["public"])
    assert (
        actions.mark(document, by=secretary, level=levels["public"], reason="Published").level.code
        == "public"
    )
