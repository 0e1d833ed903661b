"""The first words of letters and mails, from the data file; words that the office has changed are left alone."""

import tomllib
from pathlib import Path

TEXTS = Path(__file__).parent.parent / "data" / "texts.toml"


def seed_texts(apps, schema_editor) -> None:
    """Run again by each migration that comes with new kinds of text."""
    texts = apps.get_model("documents", "TemplateText")
    for row in tomllib.loads(TEXTS.read_text(encoding="utf-8"))["text"]:
        row["text"] = row["text"].strip()
        key = {"kind": row.pop("kind"), "language": row.pop("language"), "body_code": ""}
        texts.objects.get_or_create(**key, defaults=row)
