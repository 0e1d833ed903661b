"""The audit file of a purchase as one archive; every document goes through the gate."""

from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.ledger import audit
from documents import actions as documents
from documents.rendering import zips
from procurement.queries.audit_file import Chain

audit.say("audit_zip", gettext_lazy("took out its audit file"))


def audit_zip(chain: Chain, *, by) -> tuple[bytes, str]:
    """The archive and its name: papers and facts by step, a manifest of hashes, what is missing."""
    files: list[tuple[str, bytes]] = []
    for link in chain.links:
        if link.facts:
            text = "\n".join([link.name, *link.facts, ""])
            files.append((f"{link.code}/facts.txt", text.encode()))
        for document in link.documents:
            name = f"{link.code}/{document.pk}-{document.download_name}"
            files.append((name, documents.download(document, by=by)))
    missing = [f"{link.code}: {link.name}" for link in chain.missing] or [_("Nothing is missing.")]
    files.append(("missing.txt", ("\n".join(missing) + "\n").encode()))
    manifest = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in files)
    audit.record("audit_zip", chain.request, by=by)
    number = chain.request.number or f"draft-{chain.request.pk}"
    return zips.pack([*files, ("manifest.sha256", manifest.encode())]), f"{number} audit file.zip"
