"""Who fills the seats that mechanisms name."""

from __future__ import annotations

import pytest
from django.urls import reverse

from luoshi.matters.models import Seat

SEATS = reverse("seats")


@pytest.fixture
def admin(as_user, district):
    return as_user(district.system_admin)


def test_a_seat_is_filled_by_the_administrator_and_named_by_its_stages(admin, world):
    rows = {row.seat: row for row in admin.get(SEATS).context["rows"]}
    assert rows["mediation_centre"].stages == (("五诊联调", "部门联诊"),)
    assert rows["mediation_centre"].organisation == world.centre
    admin.post(SEATS, {"seat": "mediation_centre", "organisation": world.district.housing.pk})
    assert Seat.objects.get(seat="mediation_centre").organisation == world.district.housing


def test_an_empty_seat_comes_first_and_says_what_that_means(admin, world):
    Seat.objects.filter(seat="enterprise_desk").delete()
    page = admin.get(SEATS)
    assert page.context["rows"][0].seat == "enterprise_desk"
    assert "要等督查员指定" in page.content.decode()
    assert "1个席位还没有单位" in admin.get(reverse("mechanisms")).content.decode()


@pytest.mark.parametrize("given", [{"seat": "nonsense"}, {"organisation": "0"}, {"organisation": "x"}])
def test_nonsense_fills_nothing(admin, world, given):
    sent = {"seat": "mediation_centre", "organisation": world.district.housing.pk} | given
    assert admin.post(SEATS, sent).status_code == 422
    assert Seat.objects.get(seat="mediation_centre").organisation == world.centre


def test_organisations_of_a_neighbour_fill_no_seat(admin, world):
    sent = {"seat": "mediation_centre", "organisation": world.district.neighbour.pk}
    assert admin.post(SEATS, sent).status_code == 422


def test_others_look_and_do_not_fill(supervisor, world):
    assert "席位由系统管理员设置" in supervisor.get(SEATS).content.decode()
    sent = {"seat": "mediation_centre", "organisation": world.district.housing.pk}
    assert supervisor.post(SEATS, sent).status_code == 403
    assert Seat.objects.get(seat="mediation_centre").organisation == world.centre
