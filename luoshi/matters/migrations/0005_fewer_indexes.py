# Each change of a row wrote these indexes, by which nobody asks or which another begins with: see the models.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luoshi.journal.guards import AppendOnly, Lifted


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0004_kept_until'),
        ('people', '0006_imports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Lifted('matters_clockrung'),
        migrations.AlterField(
            model_name='clock',
            name='organisation',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='organisation'),
        ),
        migrations.AlterField(
            model_name='clockrung',
            name='clock',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='climbs', to='matters.clock', verbose_name='clock'),
        ),
        migrations.AlterField(
            model_name='involvement',
            name='organisation',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='organisation'),
        ),
        migrations.AlterField(
            model_name='matter',
            name='opened_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken in by'),
        ),
        migrations.AlterField(
            model_name='matter',
            name='organisation',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matters_in_hand', to='people.organisation', verbose_name='in the hands of'),
        ),
        migrations.AlterField(
            model_name='matter',
            name='version',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='matters.mechanismversion', verbose_name='mechanism'),
        ),
        migrations.AlterField(
            model_name='step',
            name='dispatched_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AlterField(
            model_name='step',
            name='ended_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ended by'),
        ),
        migrations.AlterField(
            model_name='step',
            name='handler',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handler'),
        ),
        migrations.AlterField(
            model_name='step',
            name='matter',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='matters.matter', verbose_name='matter'),
        ),
        migrations.AlterField(
            model_name='step',
            name='organisation',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='organisation'),
        ),
        migrations.AlterField(
            model_name='step',
            name='signed_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signed for by'),
        ),
        AppendOnly('matters_clockrung'),
    ]
