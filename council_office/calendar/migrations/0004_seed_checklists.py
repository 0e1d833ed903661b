"""Checklists that the office starts with: illustrative, to be replaced by its own."""

from django.db import migrations

CHECKLISTS = [
    (
        "Room for a meeting",
        "Salle pour une réunion",
        ("Room booked", "Screen, sound and link tried", "Name plates in place", "Water and coffee ordered"),
        ("Salle réservée", "Écran, son et lien essayés", "Chevalets en place", "Eau et café commandés"),
    ),
    (
        "Letter to an authority",
        "Lettre à une autorité",
        ("Form of address checked", "Both languages read by a second person", "Signed", "Copy filed"),
        (
            "Formule d’appel vérifiée",
            "Deux langues relues par une autre personne",
            "Signée",
            "Copie classée",
        ),
    ),
    (
        "A new colleague",
        "Un nouveau collègue",
        ("Account and roles", "Desk, telephone and badge", "Shown the knowledge pages"),
        ("Compte et rôles", "Bureau, téléphone et badge", "Pages de connaissances présentées"),
    ),
]


def seed(apps, schema_editor) -> None:
    checklist = apps.get_model("calendar", "Checklist")
    checklist.objects.bulk_create(
        checklist(
            name_en=name_en,
            name_fr=name_fr,
            steps_en="\n".join(steps_en),
            steps_fr="\n".join(steps_fr),
            illustrative=True,
        )
        for name_en, name_fr, steps_en, steps_fr in CHECKLISTS
    )


class Migration(migrations.Migration):
    dependencies = [("calendar", "0003_checklist")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
