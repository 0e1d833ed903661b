"""The two series of the register and the clock of replies; illustrative until the office sets its own."""

from datetime import date

from django.db import migrations

from council_office.ledger.numbering import ensure_series

OCCASION = "documents.letter"
RULES = [
    # code, working days after receipt, role, EN, FR, why EN, why FR, waits for
    (
        "letter-acknowledge",
        3,
        "assistant",
        "Receipt acknowledged",
        "Accusé de réception envoyé",
        "The writer should know within three working days that the letter has arrived.",
        "L’expéditeur doit savoir sous trois jours ouvrés que sa lettre est arrivée.",
    ),
    (
        "letter-answer",
        15,
        "council_secretary",
        "Letter answered",
        "Réponse envoyée",
        "An example of a reply time: fifteen working days from receipt.",
        "Exemple de délai de réponse : quinze jours ouvrés à compter de la réception.",
    ),
]


def seed(apps, schema_editor):
    ensure_series(apps, "IN", name_en="Incoming letters", name_fr="Courrier à l’arrivée", illustrative=True)
    ensure_series(apps, "OUT", name_en="Outgoing letters", name_fr="Courrier au départ", illustrative=True)
    rule = apps.get_model("calendar", "DeadlineRule")
    for code, offset, role, name_en, name_fr, why_en, why_fr in RULES:
        rule.objects.get_or_create(
            occasion=OCCASION,
            variant="",
            code=code,
            version=1,
            defaults={
                "offset": offset,
                "unit": "working",
                "owner_role": role,
                "name_en": name_en,
                "name_fr": name_fr,
                "explanation_en": why_en,
                "explanation_fr": why_fr,
                "valid_from": date(2007, 10, 24),
                "illustrative": True,
            },
        )


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0006_letters"),
        ("calendar", "0002_seed"),
        ("ledger", "0002_chain_and_series"),
    ]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
