"""A commitment's own page."""

from __future__ import annotations


def test_the_sentence_stands_in_its_paragraph(desk, report, commitment_with) -> None:
    page = desk.get(f"/commitments/{commitment_with('供热管网').pk}/").text
    assert "更新改造供热管网13公里，燃气管道8.5公里。</mark>" in page
    assert "力争新增停车泊位2000个以上。" in page
    assert "6月底前建成竹箬水厂" not in page


def test_the_way_down_to_it_is_shown(desk, report, commitment_with) -> None:
    page = desk.get(f"/commitments/{commitment_with('供热管网').pk}/").text
    assert "2026年工作安排" in page
    assert "推进城市更新" in page


def test_each_target_is_a_card_with_its_figure(desk, report, commitment_with) -> None:
    page = desk.get(f"/commitments/{commitment_with('停车泊位').pk}/").text
    assert '<b class="figure num">不少于2000个</b>' in page
    assert "力争" in page


def test_a_milestone_names_its_day(desk, report, commitment_with) -> None:
    page = desk.get(f"/commitments/{commitment_with('竹箬水厂').pk}/").text
    assert "2026年6月30日" in page


def test_terms_of_the_glossary_are_explained(desk, report, commitment_with) -> None:
    assert "公园与城市相融的城市" in desk.get(f"/commitments/{commitment_with('全域公园城市').pk}/").text


def test_neighbours_are_one_step_away(desk, report, commitment_with) -> None:
    first, second = commitment_with("供热管网"), commitment_with("停车泊位")
    assert f'rel="next" href="/commitments/{second.pk}/"' in desk.get(f"/commitments/{first.pk}/").text
    assert f'rel="prev" href="/commitments/{first.pk}/"' in desk.get(f"/commitments/{second.pk}/").text


def test_the_history_says_who_when_and_why(desk, report, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    desk.post(f"/commitments/{pipes.pk}/reject/", {"expected_revision": 1, "why": "往年任务，不重复列"})
    page = desk.get(f"/commitments/{pipes.pk}/").text
    assert "往年任务，不重复列" in page
    assert "<b>不予计入</b>" in page
    assert "2026年2月3日 17:30" in page  # the hour on the wall, not UTC


def test_it_is_not_there_for_others(as_user, district, report, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    assert as_user(district.stranger).get(f"/commitments/{pipes.pk}/").status_code == 404
    assert as_user(district.reporter).get(f"/commitments/{pipes.pk}/").status_code == 404


def test_a_leader_sees_no_buttons(as_user, district, report, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    page = as_user(district.leader).get(f"/commitments/{pipes.pk}/").text
    assert "/correct/" not in page


def test_its_queries_are_counted(desk, report, commitment_with, django_assert_num_queries) -> None:
    pipes = commitment_with("供热管网")
    with django_assert_num_queries(25):
        desk.get(f"/commitments/{pipes.pk}/")
