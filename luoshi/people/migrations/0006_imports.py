import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_roles_as_grants_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet', models.CharField(choices=[('organisations', 'Organisations'), ('posts', 'Posts'), ('users', 'Users')], max_length=16, verbose_name='sheet')),
                ('file_name', models.CharField(max_length=200, verbose_name='file name')),
                ('file_digest', models.CharField(max_length=64, verbose_name='digest')),
                ('row_count', models.PositiveIntegerField(verbose_name='rows')),
                ('rows_sealed', models.TextField()),
                ('made_at', models.DateTimeField(verbose_name='made at')),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='applied at')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-pk'],
            },
        ),
    ]
