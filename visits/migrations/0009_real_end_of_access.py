from django.db import migrations, models
from django.db.models import Q
from django.utils import timezone


def end_access(apps, schema_editor):
    """Whoever had withdrawn, or whose visit was cancelled, is counted from the day on which this was learnt."""
    over = Q(state="withdrawn") | Q(visit__state="cancelled")
    visitors = apps.get_model("visits", "Visitor").objects.filter(over)
    keys = list(visitors.values_list("pk", flat=True))
    visitors.model.objects.filter(pk__in=keys).update(access_ended_on=timezone.localdate())


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0008_lateness"),
    ]

    operations = [
        migrations.AddField(
            model_name="visitor",
            name="access_ended_on",
            field=models.DateField(
                blank=True,
                editable=False,
                help_text="Earlier than planned: withdrawn, or the visit was cancelled.",
                null=True,
                verbose_name="access ended",
            ),
        ),
        migrations.RunPython(end_access, migrations.RunPython.noop),
    ]
