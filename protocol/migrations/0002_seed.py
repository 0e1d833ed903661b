"""Tables of precedence, orders of States, the store of flags, limits, first words, number series (see protocol/data)."""

import tomllib
from pathlib import Path

from django.db import migrations

from council_office.directory.reference import table
from council_office.ledger.numbering import ensure_series

DATA = Path(__file__).parent.parent / "data"


def seed_tables(apps, schema_editor) -> None:
    offices = {office.code: office for office in apps.get_model("directory", "Office").objects.all()}
    authority = apps.get_model("protocol", "Authority")
    known = {
        row["code"]: authority.objects.create(**{**row, "office": offices.get(row["office"])})
        for row in table(DATA, "authorities")
    }
    versions = {}
    for row in table(DATA, "rank_tables"):
        facts = {**row, "ends_on": row["ends_on"] or None, "illustrative": bool(row["illustrative"])}
        made = apps.get_model("protocol", "RankTable").objects.create(**facts)
        versions[row["code"], row["starts_on"]] = made
    rank = apps.get_model("protocol", "RankRow")
    rank.objects.bulk_create(
        rank(
            table=versions[row["table"], row["starts_on"]],
            place=row["place"],
            authority=known[row["authority"]],
            verified=bool(row["verified"]),
        )
        for row in table(DATA, "rank_rows")
    )
    order = apps.get_model("protocol", "StateOrder")
    order.objects.bulk_create(order(**row) for row in table(DATA, "state_orders"))


def seed_store(apps, schema_editor) -> None:
    for row in table(DATA, "flags"):
        facts = {
            **row,
            "is_organisation": bool(row["is_organisation"]),
            "changed_on": row["changed_on"] or None,
        }
        apps.get_model("protocol", "Flag").objects.create(**facts, illustrative=True)
    for row in table(DATA, "gift_limits"):
        apps.get_model("protocol", "GiftLimit").objects.create(**row, illustrative=True)


def seed_words(apps, schema_editor) -> None:
    texts = apps.get_model("documents", "TemplateText")
    for row in tomllib.loads((DATA / "texts.toml").read_text(encoding="utf-8"))["text"]:
        row["text"] = row["text"].strip()
        key = {"kind": row.pop("kind"), "language": row.pop("language"), "body_code": ""}
        texts.objects.get_or_create(**key, defaults=row)
    ensure_series(apps, "CER", name_en="Ceremonies", name_fr="Cérémonies", illustrative=True)
    ensure_series(apps, "GFT", name_en="Gifts", name_fr="Cadeaux", illustrative=True)


class Migration(migrations.Migration):
    dependencies = [
        ("protocol", "0001_initial"),
        ("directory", "0002_seed"),
        ("documents", "0001_initial"),
        ("ledger", "0002_chain_and_series"),
    ]
    operations = [
        migrations.RunPython(seed_tables, migrations.RunPython.noop),
        migrations.RunPython(seed_store, migrations.RunPython.noop),
        migrations.RunPython(seed_words, migrations.RunPython.noop),
    ]
