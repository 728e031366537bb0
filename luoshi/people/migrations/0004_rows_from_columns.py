"""What stood in columns so far becomes the first row of its history: names, places and roles."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F
from django.utils import timezone


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    at = timezone.now()
    organisation, user, name, place, grant = (
        apps.get_model("people", each)
        for each in ("Organisation", "User", "OrganisationName", "OrganisationPlace", "RoleGrant")
    )
    places = list(organisation.objects.all())
    name.objects.bulk_create(
        name(organisation=each, name=each.name, short_name=each.short_name, recorded_at=at) for each in places
    )
    place.objects.bulk_create(place(organisation=each, parent_id=each.parent_id, recorded_at=at) for each in places)
    grant.objects.bulk_create(grant(user=each, role=each.role, granted_at=at) for each in user.objects.all())
    user.objects.update(roles_held=F("role"))


def empty(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Backwards one role must do: of several the first that was granted."""
    users = apps.get_model("people", "User").objects
    for user_id, role in apps.get_model("people", "RoleGrant").objects.order_by("-pk").values_list("user", "role"):
        users.filter(pk=user_id).update(**{"role": role})
    for name in ("OrganisationName", "OrganisationPlace", "RoleGrant"):
        apps.get_model("people", name).objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_posts_and_roles'),
    ]

    operations = [
        migrations.RunPython(fill, empty),
    ]
