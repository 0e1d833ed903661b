"""The integrity watch: files are hashed again in turn; a damaged one is set aside and restored."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from council_office.ledger import audit
from documents import archive
from documents.models import Checkup, Document
from documents.states import FileState

AT_ONCE = 20  # files a minute: 28,800 a day


def watch_files(limit: int = AT_ONCE) -> int:
    """Look at the files that were looked at longest ago; how many are not what was filed."""
    waiting = Document.objects.defer("paper").order_by(F("checkup__checked_at").asc(nulls_first=True), "pk")
    return sum(not check(document) for document in waiting.select_related("checkup")[:limit])


def check(document: Document) -> bool:
    """Whether the file is whole (now); what is whole has a second copy, where the office keeps one."""
    try:
        archive.duplicate(document, archive.read(document))
    except archive.Damaged as damage:
        return mend(document, str(damage))
    before = getattr(document, "checkup", None)
    sound = before.state if before and before.state == FileState.RESTORED else FileState.SOUND
    note(document, sound)
    return True


def mend(document: Document, found: str) -> bool:
    """Set the damaged bytes aside for who examines them and bring back the second copy, if that is whole."""
    aside = archive.set_aside(document)
    data = archive.second_copy(document)
    if data is not None:
        archive.put_back(document, data)
    state = FileState.DAMAGED if data is None else FileState.RESTORED
    with transaction.atomic():
        if note(document, state, aside=aside):
            verb = "damaged_file" if data is None else "restore_file"
            audit.record(verb, document, by=audit.CLOCK, found=found, kept_as=aside, sha256=document.sha256)
    return data is not None


def note(document: Document, state: str, *, aside: str = "") -> bool:
    """What was found, and whether that is news."""
    now, before = timezone.now(), Checkup.objects.filter(document=document).first()
    if before is None:
        Checkup.objects.create(document=document, state=state, checked_at=now, quarantined_as=aside)
        return True
    news = before.state != state or bool(aside)
    before.state, before.checked_at = state, now
    before.quarantined_as = aside or before.quarantined_as
    before.changed_at = now if news else before.changed_at
    before.save(update_fields=["state", "checked_at", "changed_at", "quarantined_as"])
    return news
