"""The four levels that the office starts with; afterwards they are data."""

from django.db import migrations

LEVELS = [
    # code, rank, EN, FR, everyone, briefing, by mail, roles without a grant
    ("public", 10, "Public", "Public", True, False, True, ()),
    (
        "internal",
        20,
        "Internal",
        "Interne",
        False,
        False,
        True,
        (
            "council_secretary",
            "assistant",
            "protocol_officer",
            "dg_office",
            "budget_holder",
            "certifier",
            "custodian",
            "auditor",
            "administrator",
            "staff",
        ),
    ),
    (
        "restricted",
        30,
        "Restricted",
        "Diffusion restreinte",
        False,
        False,
        False,
        ("council_secretary", "assistant", "dg_office", "custodian"),
    ),
    (
        "confidential",
        40,
        "Confidential",
        "Confidentiel",
        False,
        True,
        False,
        ("council_secretary", "custodian"),
    ),
]


def seed(apps, schema_editor):
    level_model = apps.get_model("documents", "Level")
    group_model = apps.get_model("auth", "Group")
    for code, rank, name_en, name_fr, everyone, briefing, mail, roles in LEVELS:
        level, _ = level_model.objects.get_or_create(
            code=code,
            defaults={
                "rank": rank,
                "name_en": name_en,
                "name_fr": name_fr,
                "open_to_all": everyone,
                "needs_briefing": briefing,
                "by_mail": mail,
            },
        )
        level.roles.set([group_model.objects.get_or_create(name=role)[0] for role in roles])


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
