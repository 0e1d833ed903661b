"""Issued reports have a series of numbers."""

from django.db import migrations

from council_office.ledger.numbering import ensure_series


def seed(apps, schema_editor):
    ensure_series(apps, "RPT", name_en="Issued reports", name_fr="Rapports établis", illustrative=True)


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_issues"), ("ledger", "0002_chain_and_series")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
