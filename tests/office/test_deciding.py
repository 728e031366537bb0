"""Confirming, rejecting and assigning one commitment."""

from __future__ import annotations

import pytest


def test_confirming_on_its_page(desk, report, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    response = desk.post(f"/commitments/{pipes.pk}/confirm/", {"expected_revision": 1}, follow=True)
    assert response.redirect_chain == [(f"/commitments/{pipes.pk}/", 302)]
    assert "已确认，列入台账。" in response.text
    pipes.refresh_from_db()
    assert pipes.status == "confirmed"


def test_confirming_in_the_reading_view_gives_the_row_anew(desk, report, commitment_with, inline) -> None:
    pipes = commitment_with("供热管网")
    response = desk.post(f"/commitments/{pipes.pk}/confirm/", {"expected_revision": 1}, headers=inline)
    assert response.text.startswith(f'<li id="r{pipes.number}" class="row confirmed')
    assert response["HX-Retarget"] == f"#r{pipes.number}"
    assert "<html" not in response.text


def test_rejecting_needs_a_reason(desk, report, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    response = desk.post(f"/commitments/{pipes.pk}/reject/", {"expected_revision": 1, "why": " "})
    assert response.status_code == 422
    assert "请写明原因" in response.text
    pipes.refresh_from_db()
    assert pipes.status == "proposed"


def test_a_rejected_one_can_be_taken_after_all(desk, report, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    desk.post(f"/commitments/{pipes.pk}/reject/", {"expected_revision": 1, "why": "重复"})
    assert "重新计入" in desk.get(f"/commitments/{pipes.pk}/").text
    desk.post(f"/commitments/{pipes.pk}/confirm/", {"expected_revision": 2})
    pipes.refresh_from_db()
    assert pipes.status == "confirmed"


def test_assigning_lead_and_support(desk, district, report, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    assert "云浦区住房和城乡建设局" in desk.get(f"/commitments/{pipes.pk}/assign/").text
    form = {"expected_revision": 1, "lead": district.housing.pk, "supporting": [district.water.pk, district.town.pk]}
    response = desk.post(f"/commitments/{pipes.pk}/assign/", form, follow=True)
    assert "已分派。" in response.text
    pipes.refresh_from_db()
    assert pipes.lead == district.housing
    assert set(pipes.supporting.all()) == {district.water, district.town}
    assert "<ins>区住建局</ins>" in response.text


def test_taking_it_from_its_lead_needs_a_reason(desk, district, report, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    desk.post(f"/commitments/{pipes.pk}/assign/", {"expected_revision": 1, "lead": district.housing.pk})
    response = desk.post(f"/commitments/{pipes.pk}/assign/", {"expected_revision": 2, "lead": district.water.pk})
    assert response.status_code == 422
    assert "请写明原因" in response.text


def test_organisations_of_other_governments_cannot_be_chosen(desk, district, report, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    form = {"expected_revision": 1, "lead": district.neighbour.pk}
    assert desk.post(f"/commitments/{pipes.pk}/assign/", form).status_code == 422


@pytest.mark.parametrize("step", ["confirm", "correct", "split", "merge", "reject", "assign"])
def test_who_may_not_gets_neither_form_nor_step(as_user, district, report, commitment_with, step) -> None:
    pipes = commitment_with("供热管网")
    client = as_user(district.leader)
    assert client.get(f"/commitments/{pipes.pk}/{step}/").status_code == 403
    form = {"expected_revision": 1, "why": "x", "at": pipes.start + 10, "modality": "firm"}
    form |= {"next_id": 1, "next_revision": 1, "t-TOTAL_FORMS": 0, "t-INITIAL_FORMS": 0}
    assert client.post(f"/commitments/{pipes.pk}/{step}/", form).status_code in (403, 409, 422)
    pipes.refresh_from_db()
    assert pipes.revision_count == 1


@pytest.mark.parametrize("step", ["confirm", "reject", "assign", "split", "merge", "correct"])
@pytest.mark.parametrize("revision", ["", "0", "-1", "x", "9" * 30])
def test_nonsense_for_a_revision_changes_nothing(desk, report, commitment_with, step, revision) -> None:
    pipes = commitment_with("供热管网")
    response = desk.post(f"/commitments/{pipes.pk}/{step}/", {"expected_revision": revision, "why": "x"})
    assert response.status_code in (409, 422)
    pipes.refresh_from_db()
    assert pipes.revision_count == 1
