# Nothing of what is checked here is lost: see the models. On SQLite the tables are made anew, which takes a while for
# a register with millions of rows.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luoshi.journal.guards import AppendOnly, Lifted


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_imports'),
        ('registers', '0006_sought'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Lifted('registers_recordversion'),
        migrations.AlterField(
            model_name='record',
            name='merged_into',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.record', verbose_name='merged into'),
        ),
        migrations.AlterField(
            model_name='record',
            name='owner',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='kept by'),
        ),
        migrations.AlterField(
            model_name='record',
            name='pack_version',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.packversion', verbose_name='checked against'),
        ),
        migrations.AlterField(
            model_name='record',
            name='register',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='registers.register', verbose_name='register'),
        ),
        migrations.AlterField(
            model_name='recordkey',
            name='register',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register', verbose_name='register'),
        ),
        migrations.AlterField(
            model_name='recordversion',
            name='by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AlterField(
            model_name='recordversion',
            name='merged_into',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.record', verbose_name='merged into'),
        ),
        migrations.AlterField(
            model_name='recordversion',
            name='pack_version',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.packversion', verbose_name='checked against'),
        ),
        migrations.AlterField(
            model_name='recordversion',
            name='record',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='registers.record', verbose_name='record'),
        ),
        migrations.AlterField(
            model_name='recordversion',
            name='register',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.register', verbose_name='register'),
        ),
        migrations.AlterField(
            model_name='subtotal',
            name='register',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='subtotals', to='registers.register', verbose_name='register'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='registers_record_merged'),
        ),
        AppendOnly('registers_recordversion'),
    ]
