"""A question names what it has a row for without the word that verbs use for their actor."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_numbers")]
    operations = [
        migrations.RemoveConstraint("question", "a_table_has_rows_for_something"),
        migrations.RenameField("question", "by", "per"),
        migrations.AddConstraint(
            "question",
            models.CheckConstraint(
                condition=Q(shape="list") | ~Q(per=""),
                name="a_table_has_rows_for_something",
            ),
        ),
    ]
