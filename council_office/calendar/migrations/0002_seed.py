"""The deadline rules and the closure that a new office starts with."""

from datetime import date

from django.db import migrations

from council_office.calendar.migrations._starters import OCCASIONS

# The ITER Agreement entered into force on this day: no session is older.
IN_FORCE_FROM = date(2007, 10, 24)


def seed(apps, schema_editor):
    rule = apps.get_model("calendar", "DeadlineRule")
    rule.objects.bulk_create(
        rule(**starter.fields(occasion), valid_from=IN_FORCE_FROM, illustrative=True)
        for occasion, starters in OCCASIONS.items()
        for starter in starters
    )
    closure = apps.get_model("calendar", "Closure")
    closure.objects.bulk_create(
        closure(
            name_en="End-of-year closure",
            name_fr="Fermeture de fin d’année",
            starts_on=date(year, 12, 24),
            ends_on=date(year + 1, 1, 2),
            illustrative=True,
        )
        for year in range(2024, 2030)
    )


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
