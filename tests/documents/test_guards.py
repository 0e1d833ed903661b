"""What the database itself refuses, whoever asks: no code path, shell or cascade gets around it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.sql.subqueries import DeleteQuery

from council_office.directory.states import Role
from documents import actions
from documents.models import Document
from tests.documents import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(office) -> Document:
    return actions.hold(factories.document(), by=office[Role.CUSTODIAN], reason="Audit")


def raw(statement: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize("column", ["title", "sha256", "number", "file_name", "issued_label"])
def test_an_issued_document_is_not_changed_even_by_raw_sql(column):
    document = factories.document()
    with pytest.raises(IntegrityError, match="never changes"):
        raw(f"UPDATE documents_document SET {column} = 'x' WHERE id = %s", document.pk)
    document.refresh_from_db()
    assert getattr(document, column) != "x"


def test_a_document_on_hold_is_not_deleted_even_by_raw_sql_or_a_raw_queryset(held):
    with pytest.raises(IntegrityError, match="on hold"):
        raw("DELETE FROM documents_document WHERE id = %s", held.pk)
    with pytest.raises(IntegrityError, match="on hold"), transaction.atomic():
        DeleteQuery(Document).delete_batch([held.pk], "default")
    assert Document.objects.filter(pk=held.pk).exists()


def test_a_released_document_may_be_marked_and_held_again(held, office):
    released = actions.release(held, by=office[Role.CUSTODIAN], reason="closed")
    assert not released.on_hold
    assert actions.hold(released, by=office[Role.CUSTODIAN], reason="again").on_hold
