"""How long the members of the Financial Audit Board serve (see meetings/data)."""

from django.db import migrations

from meetings import history


def seed_terms(apps, schema_editor) -> None:
    rules = apps.get_model("meetings", "BodyRules")
    for row in history.rows("terms"):
        years, most = int(row["member_term_years"]), int(row["member_most_terms"])
        found = rules.objects.filter(body__code=row["body"], member_term_years=None)
        found.update(member_term_years=years, member_most_terms=most)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_elections")]
    operations = [migrations.RunPython(seed_terms, migrations.RunPython.noop)]
