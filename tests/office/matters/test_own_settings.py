"""A place's own limits: set on a page, kept as a draft, put in force; what runs keeps what it began with."""

from __future__ import annotations

import pytest
from django.urls import reverse

from luoshi.matters.models import MechanismVersion
from luoshi.mechanisms.stages import Purpose


@pytest.fixture
def admin(as_user, district):
    return as_user(district.system_admin)


@pytest.fixture
def live(world):
    return MechanismVersion.objects.get(name="five_clinics", status="live")


def form_of(version, **changes):
    values = {each.name: f"{each.value:g}" for each in version.unpacked.settings if not each.formula}
    return {**values, "basis": "云浦区委政法委文件", **changes}


def days_at_the_grid(version):
    limits = version.mechanism.stage("grid_visit").limits
    return next(each.limit.length for each in limits if each.purpose is Purpose.HANDLE)


def test_own_limits_are_a_draft_first_and_in_force_when_put_so(admin, live, bring):
    before = bring()
    page = admin.post(reverse("own-settings", args=[live.pk]), form_of(live, grid_days="5"), follow=True)
    draft = MechanismVersion.objects.get(name="five_clinics", status="draft")
    assert (days_at_the_grid(live), days_at_the_grid(draft)) == (3, 5)
    assert "存为草稿" in page.content.decode()
    assert [(each.place, each.before, each.after) for each in page.context["differences"]] == [
        ("网格出诊 · 办理 · 时长", "3", "5")
    ]

    admin.post(reverse("mechanism", args=[draft.pk]))
    assert days_at_the_grid(bring().version) == 5
    before.refresh_from_db()
    assert days_at_the_grid(before.version) == 3


def test_a_second_change_keeps_the_first(admin, live):
    admin.post(reverse("own-settings", args=[live.pk]), form_of(live, grid_days="5"))
    first = MechanismVersion.objects.get(name="five_clinics", status="draft")
    admin.post(reverse("own-settings", args=[first.pk]), form_of(first, town_days="9"))
    second = MechanismVersion.objects.filter(name="five_clinics").latest("number")
    assert {name: second.unpacked.setting_values[name] for name in ("grid_days", "town_days")} == {
        "grid_days": 5, "town_days": 9,
    }  # fmt: skip


@pytest.mark.parametrize("days", ["0", "10000", "-1", "1.5", "三", "1e400", ""])
def test_a_limit_that_nobody_can_keep_is_refused_and_nothing_typed_is_lost(admin, live, days):
    page = admin.post(reverse("own-settings", args=[live.pk]), form_of(live, grid_days=days, town_days="8"))
    assert page.status_code == 422
    assert 'value="8"' in page.content.decode()
    assert not MechanismVersion.objects.filter(status="draft").exists()


def test_who_changes_nothing_or_may_not_change_keeps_no_draft(admin, supervisor, live):
    assert admin.post(reverse("own-settings", args=[live.pk]), form_of(live)).status_code == 422
    assert supervisor.get(reverse("own-settings", args=[live.pk])).status_code == 403
    assert not MechanismVersion.objects.filter(status="draft").exists()
