"""The tables that the office starts with; all but the coded reasons are illustrative and edited later."""

from datetime import date
from pathlib import Path

from django.db import migrations

from council_office.directory.reference import table
from council_office.ledger.numbering import ensure_series

DATA = Path(__file__).parent.parent / "data"
SINCE = date(2020, 1, 1)
ILLUSTRATIVE = "Illustrative / Exemple"
SERIES = (
    # code, name EN, FR
    ("PR", "Purchase requests", "Demandes d’achat"),
    ("CERT", "Certificates of service rendered", "Certificats de service fait"),
    ("SUP", "Letters to suppliers", "Lettres aux fournisseurs"),
    ("SAP", "Files for SAP", "Fichiers pour SAP"),
    ("INV", "Invoices received", "Factures reçues"),
)


def seed(apps, schema_editor) -> None:
    def model(name):
        return apps.get_model("procurement", name)

    for code, name_en, name_fr in SERIES:
        ensure_series(apps, code, name_en=name_en, name_fr=name_fr, illustrative=True)
    for row in table(DATA, "reasons"):
        model("Reason").objects.create(**row)
    categories = {row["code"]: model("Category").objects.create(**row) for row in table(DATA, "categories")}
    centres = {row["code"]: model("CostCentre").objects.create(**row) for row in table(DATA, "cost_centres")}
    dated = {"starts_on": SINCE, "remark": ILLUSTRATIVE}
    for row in table(DATA, "thresholds"):
        row["of_cost_centre"] = bool(row["of_cost_centre"])
        row["cost_centre"] = centres.get(row["cost_centre"])
        row["category"] = categories.get(row["category"])
        model("Threshold").objects.create(**row, **dated)
    for row in table(DATA, "pairs"):
        model("ForbiddenPair").objects.create(**row, **dated)
    for row in table(DATA, "quote_rules"):
        model("QuoteRule").objects.create(**row, **dated)
    model("Tolerance").objects.create(percent="2.00", amount="50.00", **dated)
    model("Terms").objects.create(days_to_certify=15, days_to_pay=30, late_rate="8.00", **dated)


class Migration(migrations.Migration):
    dependencies = [
        ("procurement", "0001_initial"),
        ("ledger", "0002_chain_and_series"),
        ("documents", "0003_guards"),
    ]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
