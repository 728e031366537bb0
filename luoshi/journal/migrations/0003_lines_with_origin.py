"""Entries are called lines, and each says from where it was written.

Rows already there keep scheme "sha256/1", whose digest knows no origin: their chains verify as before.
"""

from django.db import migrations, models

from luoshi.journal.guards import AppendOnly, Lifted


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]

    operations = [
        Lifted("journal_entry"),
        migrations.RemoveConstraint("entry", "journal_entry_number_once_per_subject"),
        migrations.RemoveConstraint("entry", "journal_entry_number_from_one"),
        migrations.RenameModel("Entry", "Line"),
        migrations.AlterModelOptions(
            "line",
            {"ordering": ("pk",), "verbose_name": "journal line", "verbose_name_plural": "journal lines"},
        ),
        migrations.AddField("line", "origin", models.CharField("origin", max_length=120, blank=True, default=""), False),
        migrations.AddField("line", "scheme", models.CharField(max_length=16, default="sha256/1"), False),
        migrations.AddConstraint(
            "line",
            models.UniqueConstraint(
                fields=("subject_type", "subject_id", "number"), name="journal_line_number_once_per_subject"
            ),
        ),
        migrations.AddConstraint(
            "line", models.CheckConstraint(condition=models.Q(number__gte=1), name="journal_line_number_from_one")
        ),
        AppendOnly("journal_line"),
    ]
