# What filters look for stands in the index that lists go by. Records from before have none yet and are looked at
# themselves; the next tick gives it to them.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registers', '0005_shared_parts'),
    ]

    operations = [
        migrations.AddField(
            model_name='record',
            name='sought',
            field=models.TextField(blank=True, default='', verbose_name='what filters look for'),
            preserve_default=False,
        ),
        migrations.RemoveIndex(
            model_name='record',
            name='registers_record_list',
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(
                fields=['register', 'state', 'owner', '-held_on', '-id', 'sought'], name='registers_record_list'
            ),
        ),
    ]
