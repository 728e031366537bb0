# Places stand in the index that lists go by, those of declared parts too: what filters look for is told anew in the
# next night, until then records are looked at themselves.

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget_sought(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model('registers', 'Record').objects.exclude(sought='').update(sought='')


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_imports'),
        ('registers', '0007_fewer_checks'),
    ]

    operations = [
        migrations.RunPython(forget_sought, migrations.RunPython.noop),
        migrations.RemoveIndex(
            model_name='record',
            name='registers_record_list',
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['register', 'state', 'owner', '-held_on', '-id', 'division', 'sought'], name='registers_record_list'),
        ),
    ]
