"""What memory the whole pack of a session takes: one PDF of 20 papers beside one of 200 (2,000 pages)."""

import os
import resource
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import django

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "council_office.settings")
django.setup()

import pikepdf  # noqa: E402  needs the settings as the next does

from documents.actions import reading  # noqa: E402

PAGES, SCAN = 10, 100_000  # pages of a paper; bytes of a page, as of a scanned one
MEGABYTE = 1_000_000


def paper() -> bytes:
    """A paper whose pages do not compress, each paper unlike any other."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        for _page in range(PAGES):
            pdf.add_blank_page()
            pdf.pages[-1].Contents = pdf.make_stream(b"% " + os.urandom(SCAN).hex().encode()[:SCAN])
        pdf.save(out, compress_streams=False)
    return out.getvalue()


def make(count: int) -> None:
    """Print the bytes and the pages of the pack, and the peak memory of the process that made it."""
    papers = [SimpleNamespace(number=f"IC-40/{n}", title=f"Paper {n}") for n in range(count)]
    stubs = {"readable": lambda documents, by: documents, "leaving": lambda document, by: paper()}
    with patch.multiple(reading, **stubs):
        pack = reading.bundle_pdf_file(papers, by=None)
    size = os.fstat(pack.fileno()).st_size
    with pikepdf.open(pack) as whole:
        pages = len(whole.pages)
    print(size, pages, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)  # noqa: T201


def main() -> None:
    rows, peaks = [f"{'papers':>7} {'pages':>6} {'pack':>8} {'peak memory':>12}"], []
    for count in (20, 200):
        run = [sys.executable, __file__, str(count)]
        done = subprocess.run(run, capture_output=True, text=True, check=True)  # noqa: S603  our own
        size, pages, peak = map(int, done.stdout.split())
        rows.append(f"{count:>7} {pages:>6} {size / MEGABYTE:>5.0f} MB {peak / MEGABYTE:>9.0f} MB")
        peaks.append((size, peak))
    (small, low), (large, high) = peaks
    rows.append(f"Each further megabyte of papers takes {(high - low) / (large - small):.2f} of memory.")
    print("\n".join(rows))  # noqa: T201


if __name__ == "__main__":
    make(int(sys.argv[1])) if len(sys.argv) > 1 else main()
