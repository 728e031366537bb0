from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_people'),
    ]

    operations = [
        migrations.AlterField(
            model_name='user',
            name='role',
            field=models.CharField(choices=[('supervisor', 'Supervisor'), ('reporter', 'Reporter'), ('approver', 'Approver'), ('leader', 'Leader'), ('viewer', 'Viewer'), ('deputy', 'Deputy'), ('auditor', 'Auditor'), ('system_admin', 'System administrator'), ('security_admin', 'Security administrator'), ('audit_admin', 'Audit administrator')], max_length=16, verbose_name='role'),
        ),
    ]
