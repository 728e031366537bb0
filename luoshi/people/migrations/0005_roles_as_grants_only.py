from django.db import migrations, models

from luoshi.journal.guards import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_rows_from_columns'),
        ('journal', '0003_lines_with_origin'),
    ]

    operations = [
        migrations.AlterField(  # backwards the column comes back empty first
            model_name='user',
            name='role',
            field=models.CharField(max_length=16, default='viewer', verbose_name='role'),
        ),
        migrations.RemoveField(
            model_name='user',
            name='role',
        ),
        AppendOnly('people_organisationname'),
        AppendOnly('people_organisationplace'),
        AppendOnly('people_merger'),
    ]
