"""The search at 100 000 records, beside looking through the table itself; prints ratios, changes nothing.

    DATABASE_URL=postgres://… python benchmarks/search.py [--rows 100000]

The rows are made in a transaction that is taken back. On SQLite there is no index of words to measure.
"""

import argparse
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "council_office.settings")

import django

django.setup()

from django.contrib.auth.models import Group  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Q  # noqa: E402
from django.utils import timezone  # noqa: E402

from council_office.desk.models import KnowledgePage, SearchEntry  # noqa: E402
from council_office.desk.queries import search  # noqa: E402
from council_office.directory.models import User  # noqa: E402
from council_office.directory.names import search_key  # noqa: E402
from council_office.directory.states import Role  # noqa: E402

SYLLABLES = ["ka", "lo", "mé", "tri", "vas", "no", "ri", "su", "pel", "dan", "ghi", "or", "ez", "ul"]
ROUNDS = 20


def word(pick: random.Random) -> str:
    return "".join(pick.choices(SYLLABLES, k=pick.randint(2, 4)))


def fill(rows: int) -> list[str]:
    """So many published pages with their entries; some of their titles to look for."""
    pick = random.Random(35)  # noqa: S311 words, not secrets
    pages = []
    for _ in range(rows):
        title, text = (" ".join(word(pick) for _ in range(n)) for n in (6, 40))
        key = search_key(f"{title} {text}")
        facts = {"title_en": title, "title_fr": title, "text_en": text, "text_fr": text, "search_text": key}
        pages.append(KnowledgePage(state="published", published_at=timezone.now(), **facts))
    pages = KnowledgePage.objects.bulk_create(pages, batch_size=2000)
    SearchEntry.objects.bulk_create(
        (SearchEntry(kind="desk.knowledgepage", object_id=page.pk, text=page.search_text) for page in pages),
        batch_size=2000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE desk_searchentry")
        cursor.execute("ANALYZE desk_knowledgepage")
    return [" ".join(reversed(page.title_en.split()[:2])) for page in pick.sample(pages, ROUNDS)]


def through_the_table(user: User, text: str) -> list:
    """What a list page does without an index: every word anywhere in the columns."""
    found = KnowledgePage.objects.visible_to(user)
    for each in text.split():
        found = found.filter(Q(title_en__icontains=each) | Q(text_en__icontains=each))
    return list(found[:9])


def timed(work: Callable[[User, str], list], user: User, texts: list[str]) -> float:
    """The median of one search in milliseconds."""
    taken = []
    for text in texts:
        start = perf_counter()
        work(user, text)
        taken.append(1000 * (perf_counter() - start))
    return median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    with transaction.atomic():
        user = User.objects.create_user("search@benchmark.example")
        user.groups.add(Group.objects.get_or_create(name=Role.ASSISTANT)[0])
        texts = fill(rows)
        search(user, texts[0])
        ours, naive = timed(search, user, texts), timed(through_the_table, user, texts)
        transaction.set_rollback(True)
    print(f"{connection.vendor}, {rows} rows, two words in the other order, without accents or with")  # noqa: T201
    print(f"the search, all rooms:        {ours:8.1f} ms")  # noqa: T201
    print(f"through one table, no index:  {naive:8.1f} ms   {naive / ours:.1f} ×")  # noqa: T201


if __name__ == "__main__":
    main()
