"""Whether an action stands in a signed plan is kept with the action, and told for those that are there (ADR 0043)."""

from django.db import migrations, models
from django.db.models import Exists, OuterRef


def tell(apps, schema_editor):
    lines = apps.get_model("plans", "PlanLine").objects.order_by()
    signed = lines.filter(action=OuterRef("pk"), plan__state="published")
    apps.get_model("plans", "Action").objects.order_by().filter(Exists(signed)).update(is_public=True)


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_area_handed_to"),
        ("plans", "0002_workshops_funding_and_replies"),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="is_public",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(
                condition=models.Q(("is_public", True)),
                fields=["origin", "area", "status", "due_on", "proof"],
                name="public_actions_by_area",
            ),
        ),
    ]
