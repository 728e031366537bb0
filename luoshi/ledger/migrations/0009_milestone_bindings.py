import django.db.models.deletion
from django.db import migrations, models

from luoshi.journal.guards import AppendOnly, Lifted


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0008_test_messages'),
        ('registers', '0007_fewer_checks'),
    ]

    operations = [
        Lifted('ledger_binding'),
        migrations.AddField(
            model_name='binding',
            name='milestone',
            field=models.CharField(blank=True, max_length=40, verbose_name='declaration of milestones'),
        ),
        migrations.AddField(
            model_name='binding',
            name='stage',
            field=models.CharField(blank=True, max_length=80, verbose_name='stage'),
        ),
        migrations.CreateModel(
            name='BoundProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('binding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='ledger.binding', verbose_name='binding')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.record', verbose_name='record')),
            ],
            options={
                'verbose_name': 'project of a milestone',
                'verbose_name_plural': 'projects of milestones',
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('binding', 'record'), name='ledger_project_once_per_binding')],
            },
        ),
        AppendOnly('ledger_binding'),
        AppendOnly('ledger_boundproject'),
    ]
