"""Days are sealed: a root over the heads of all chains that grew, guarded like the lines themselves."""

import django.db.models.deletion
from django.db import migrations, models

from luoshi.journal.guards import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_lines_with_origin")]

    operations = [
        migrations.AddIndex("line", models.Index(fields=["at"], name="journal_line_at")),
        migrations.CreateModel(
            "Root",
            [
                ("number", models.PositiveIntegerField("number", primary_key=True, serialize=False)),
                ("day", models.DateField("day", unique=True)),
                ("at", models.DateTimeField("sealed at")),
                ("lines", models.PositiveIntegerField("lines sealed")),
                ("through", models.BigIntegerField()),
                ("scheme", models.CharField(max_length=16)),
                ("previous_digest", models.CharField(max_length=64, blank=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
            {
                "verbose_name": "daily root",
                "verbose_name_plural": "daily roots",
                "ordering": ("number",),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(number__gte=1), name="journal_root_number_from_one")
                ],
            },
        ),
        migrations.CreateModel(
            "Head",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_type", models.CharField(max_length=64)),
                ("subject_id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "root",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="heads", to="journal.root"
                    ),
                ),
            ],
            {
                "verbose_name": "head of a chain",
                "verbose_name_plural": "heads of chains",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_type", "subject_id", "number"), name="journal_head_number_once_per_subject"
                    )
                ],
            },
        ),
        AppendOnly("journal_root"),
        AppendOnly("journal_head"),
    ]
