"""First words of mails, number series and days for answers; on PostgreSQL the index of the search."""

import csv
import tomllib
from datetime import date
from pathlib import Path

from django.db import migrations

from council_office.ledger.numbering import ensure_series

DATA = Path(__file__).parent.parent / "data"
IN_FORCE_FROM = date(2007, 10, 24)  # as the other starting rules: the ITER Agreement entered into force


def seed_texts(apps, schema_editor) -> None:
    texts = apps.get_model("documents", "TemplateText")
    for row in tomllib.loads((DATA / "texts.toml").read_text(encoding="utf-8"))["text"]:
        key = {"kind": row["kind"], "language": row["language"], "body_code": ""}
        texts.objects.get_or_create(**key, defaults={"subject": row["subject"], "text": row["text"].strip()})


def seed_rules(apps, schema_editor) -> None:
    rules = apps.get_model("calendar", "DeadlineRule")
    with (DATA / "rules.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            row["offset"] = int(row["offset"])
            rules.objects.create(**row, unit="working", valid_from=IN_FORCE_FROM, illustrative=True)


def seed_series(apps, schema_editor) -> None:
    ensure_series(
        apps, "REQ", name_en="Requests to the desk", name_fr="Demandes au bureau", illustrative=True
    )
    ensure_series(
        apps,
        "IDEA",
        name_en="Ideas",
        name_fr="Idées",
        pattern="{series}-{year}-{number:03d}",
        illustrative=True,
    )


def add_index(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute("CREATE INDEX search_words ON desk_searchentry USING gin (text gin_trgm_ops)")


def drop_index(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX search_words")


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_initial"),
        ("calendar", "0002_seed"),
        ("documents", "0001_initial"),
        ("ledger", "0002_chain_and_series"),
    ]
    operations = [
        migrations.RunPython(seed_texts, migrations.RunPython.noop),
        migrations.RunPython(seed_rules, migrations.RunPython.noop),
        migrations.RunPython(seed_series, migrations.RunPython.noop),
        migrations.RunPython(add_index, drop_index),
    ]
