"""Somebody else was faster: nothing of theirs is lost, and both versions are shown."""

from __future__ import annotations

import pytest


@pytest.fixture
def changed(desk, district, report, commitment_with):
    """A commitment that was assigned after the desk's form was opened."""
    pipes = commitment_with("供热管网")
    desk.post(
        f"/commitments/{pipes.pk}/assign/", {"expected_revision": 1, "lead": district.housing.pk, "why": "先行分派"}
    )
    return pipes


def test_what_changed_stands_beside_what_was_seen_and_written(desk, changed) -> None:
    form = {"expected_revision": 1, "why": "我认为重复了"}
    response = desk.post(f"/commitments/{changed.pk}/reject/", form)
    assert response.status_code == 409
    assert "已被他人改动" in response.text
    assert "<ins>区住建局</ins>" in response.text
    assert "先行分派" in response.text
    assert "我认为重复了" in response.text
    changed.refresh_from_db()
    assert changed.status == "proposed"


def test_in_the_reading_view_it_comes_in_the_row(desk, changed, inline) -> None:
    response = desk.post(f"/commitments/{changed.pk}/confirm/", {"expected_revision": 1}, headers=inline)
    assert response.status_code == 409
    assert "<html" not in response.text
    assert response["HX-Retarget"] == f"#r{changed.number} .desk"


def test_a_revision_that_never_was_is_treated_the_same(desk, changed) -> None:
    response = desk.post(f"/commitments/{changed.pk}/confirm/", {"expected_revision": 77})
    assert response.status_code == 409
