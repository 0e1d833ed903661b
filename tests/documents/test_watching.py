"""The integrity watch finds one flipped bit, sets the file aside and brings back the second copy."""

import pytest
from django.core.files.storage import default_storage

from council_office.ledger import audit, health
from documents import actions, archive
from documents.models import Checkup
from documents.states import FileState
from tests.documents import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(settings, tmp_path):
    settings.SECOND_COPY_DIR = str(tmp_path / "second")


def flip_one_bit(document) -> bytes:
    with default_storage.open(document.file_name) as file:
        data = bytearray(file.read())
    data[10] ^= 1
    default_storage.delete(document.file_name)
    default_storage.save(document.file_name, factories.stream(bytes(data)))
    return bytes(data)


def probed() -> tuple[str, str]:
    found = next(one for one in health.report()["findings"] if one["name"] == "archive")
    return found["level"], found["words"]


def test_13_one_flipped_bit_is_found_quarantined_restored_and_reported(second):
    document = factories.document()
    assert actions.watch_files() == 0
    assert probed()[0] == "good"
    flipped = flip_one_bit(document)
    assert actions.watch_files() == 0
    assert archive.read(document) == factories.SMALL_PDF
    checkup = Checkup.objects.get()
    with default_storage.open(checkup.quarantined_as) as kept:
        assert kept.read() == flipped
    assert checkup.state == FileState.RESTORED
    assert probed() == ("warning", "1 file restored lately")
    assert audit.history(document).first().verb == "restore_file"


def test_13_without_a_whole_second_copy_the_office_is_not_well_and_nobody_reads_the_file(settings, office):
    settings.SECOND_COPY_DIR = ""
    document = factories.document()
    flip_one_bit(document)
    assert (actions.watch_files(), actions.watch_files()) == (1, 1)
    assert probed() == ("failing", "1 damaged file")
    assert [event.verb for event in audit.history(document)] == ["damaged_file", "issue"]
    with pytest.raises(archive.Damaged):
        archive.read(document)


def test_a_damaged_second_copy_is_not_put_back(second):
    document = factories.document()
    actions.watch_files()
    copy = archive.second()
    copy.delete(document.file_name)
    copy.save(document.file_name, factories.stream(b"other bytes"))
    flip_one_bit(document)
    assert actions.watch_files() == 1


def test_every_file_has_its_turn(second):
    documents = [factories.document() for _ in range(3)]
    for _ in documents:
        actions.watch_files(limit=1)
    assert Checkup.objects.filter(state=FileState.SOUND).count() == 3
    oldest = Checkup.objects.order_by("checked_at").first()
    actions.watch_files(limit=1)
    assert Checkup.objects.order_by("-checked_at").first() == oldest
