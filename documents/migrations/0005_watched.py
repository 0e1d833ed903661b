"""Restricted and confidential papers are watched; the library's own numbers."""

from django.db import migrations

from council_office.ledger.numbering import ensure_series


def seed(apps, schema_editor):
    apps.get_model("documents", "Level").objects.filter(code__in=["restricted", "confidential"]).update(
        watched=True
    )
    ensure_series(
        apps,
        "DOC",
        name_en="Documents of the library",
        name_fr="Documents de la bibliothèque",
        illustrative=True,
    )


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_copies"), ("ledger", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
