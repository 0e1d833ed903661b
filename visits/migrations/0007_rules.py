"""What is asked, who needs a visa, how long data are kept, and the office's first words (see visits/data)."""

import tomllib
from datetime import date
from pathlib import Path

from django.db import migrations

from council_office.directory.reference import table
from council_office.ledger.numbering import ensure_series

DATA = Path(__file__).parent.parent / "data"
IN_FORCE_FROM = date(2007, 10, 24)  # the ITER Agreement: no visit is older
CLASSES_FROM = date(2024, 10, 13)  # the consolidated text that the table follows


def seed_series(apps, schema_editor) -> None:
    ensure_series(
        apps, "PAS", name_en="Pass requests", name_fr="Demandes de laissez-passer", illustrative=True
    )


def seed_requirements(apps, schema_editor) -> None:
    requirement = apps.get_model("visits", "Requirement")
    requirement.objects.bulk_create(
        requirement(**row, valid_from=IN_FORCE_FROM, illustrative=True) for row in table(DATA, "requirements")
    )
    retention = apps.get_model("visits", "Retention")
    retention.objects.create(days=30, valid_from=IN_FORCE_FROM, illustrative=True, source="illustrative")


def seed_visa_classes(apps, schema_editor) -> None:
    rule = apps.get_model("visits", "VisaRule")
    rule.objects.bulk_create(
        rule(
            nationality=row["nationality"],
            document_kind=row["document"],
            visa_class=row["visa_class"],
            biometric_only=bool(row["biometric_only"]),
            note_en=row["note_en"],
            note_fr=row["note_fr"],
            needs_checking=bool(row["verify"]),
            source=row["source"],
            valid_from=CLASSES_FROM,
            illustrative=False,
        )
        for row in table(DATA, "visa_classes")
    )


def seed_texts(apps, schema_editor) -> None:
    texts = apps.get_model("documents", "TemplateText")
    for row in tomllib.loads((DATA / "texts.toml").read_text(encoding="utf-8"))["text"]:
        row["text"] = row["text"].strip()
        key = {"kind": row.pop("kind"), "language": row.pop("language"), "body_code": ""}
        texts.objects.get_or_create(**key, defaults=row)


class Migration(migrations.Migration):
    dependencies = [("visits", "0006_people"), ("documents", "0001_initial")]
    operations = [
        migrations.RunPython(step, migrations.RunPython.noop)
        for step in (seed_series, seed_requirements, seed_visa_classes, seed_texts)
    ]
