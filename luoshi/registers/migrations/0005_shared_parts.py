# Facts and among are in ten-thousandths from here on, since a fact may be shared out among places: what was kept
# before is made again, as after a change of a pack.

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget_subtotals(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model('registers', 'Register').objects.update(added_up=None)


class Migration(migrations.Migration):

    dependencies = [
        ('registers', '0004_subtotals'),
    ]

    operations = [
        migrations.AlterField(
            model_name='subtotal',
            name='facts',
            field=models.BigIntegerField(verbose_name='facts in ten-thousandths'),
        ),
        migrations.AlterField(
            model_name='subtotal',
            name='among',
            field=models.BigIntegerField(verbose_name='facts it is a share of, in ten-thousandths'),
        ),
        migrations.RunPython(forget_subtotals, migrations.RunPython.noop),
    ]
