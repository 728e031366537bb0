"""What goes wrong at a matter: too late, twice, at once, files that are no papers, rules that changed meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from luoshi.matters.actions import draft_mechanisms
from luoshi.matters.models import Matter, MechanismVersion
from luoshi.mechanisms import load_files, load_shelf
from luoshi.people.actions import absorb_organisation
from tests.matters.conftest import EXAMPLES
from tests.office.matters.test_pages import step, words

NOW = timezone.now


@pytest.fixture
def matter(world, bring):
    return bring(when=NOW())


@pytest.fixture
def grid(as_user, world):
    return as_user(world.grid_worker)


@pytest.fixture
def closed(grid, matter):
    step(grid, matter, "sign")
    step(grid, matter, "visit", on=timezone.localdate().isoformat(), text="上门")
    step(grid, matter, "resolve", result_class="oral", reply="说好了")
    matter.refresh_from_db()
    assert matter.status == "closed"
    return matter


def test_a_reply_after_closing_is_told_so_and_what_was_typed_stays(grid, closed):
    answer = step(grid, closed, "answer", text="补充一句")
    assert answer.status_code == 409
    assert "此件已办结" in words(answer)
    assert "补充一句" in words(answer)
    assert [each.text for each in closed.notes.all()] == ["说好了"]


def test_of_two_handlers_at_once_one_wins_and_the_other_is_told(as_user, world, matter):
    one, other = as_user(world.grid_worker), as_user(world.village_worker)
    seen = matter.step_count
    assert step(one, matter, "escalate", expected_step=seen, why="本级化解不了").status_code == 302
    late = step(other, matter, "escalate", expected_step=seen, why="社区也这样看")
    assert late.status_code == 409
    assert "社区也这样看" in words(late)
    assert matter.steps.count() == 2


def test_pressing_a_step_twice_takes_it_once(grid, matter):
    first, second = (step(grid, matter, "escalate", why="化解不了", expected_step=1) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 409)
    assert matter.steps.count() == 2


def test_above_a_tier_that_was_closed_somebody_has_to_be_chosen(grid, world, matter):
    village, town = world.district.village, world.district.town
    absorb_organisation(by=None, absorbed=village, into=town, on=timezone.localdate(), why="撤村并镇", at=NOW())
    answer = step(grid, matter, "escalate", why="化解不了")
    assert answer.status_code == 422
    assert "请指定单位" in words(answer)
    assert f'value="{village.pk}"' not in words(answer)
    assert step(grid, matter, "escalate", why="化解不了", organisation=town.pk).status_code == 302
    matter.refresh_from_db()
    assert (matter.stage, matter.organisation) == ("community_visit", town)


def test_a_matter_of_a_merged_organisation_is_in_its_successors_hands(as_user, world, bring):
    matter = bring(mechanism="supervision", when=NOW(), to=world.district.housing)
    absorb_organisation(
        by=None, absorbed=world.district.housing, into=world.district.water, on=timezone.localdate(),
        why="机构改革", at=NOW(),
    )  # fmt: skip
    successor = as_user(world.water_worker)
    assert matter.code in words(successor.get(reverse("matters"), {"mine": "1"}))
    assert step(successor, matter, "sign").status_code == 302


def test_a_mechanism_put_in_force_meanwhile_leaves_running_matters_alone(as_user, world, matter, bring):
    pack = next(each for each in load_shelf() if each.name == "five_clinics")
    files = {name: text.replace("value = 3\n", "value = 9\n") for name, text in pack.files.items()}
    draft = draft_mechanisms(by=None, pack=load_files("five_clinics", files, is_own=False), at=NOW())[0]
    admin = as_user(world.district.system_admin)
    assert "网格出诊 · 办理 · 时长" in words(admin.get(reverse("mechanism", args=[draft.pk])))
    assert admin.post(reverse("mechanism", args=[draft.pk])).status_code == 302
    page = words(as_user(world.grid_worker).get(reverse("matter", args=[matter.code])))
    assert "3个工作日" in page
    assert "9个工作日" not in page
    later = bring(when=NOW())
    assert later.version_id != matter.version_id
    assert MechanismVersion.objects.filter(name="five_clinics", status="live").get() == draft


@pytest.mark.parametrize("length", ["0", "-1", "10000", "一", ""])
def test_an_extension_of_nothing_or_of_ten_thousand_days_is_refused(as_user, world, bring, length):
    matter = bring(mechanism="supervision", when=NOW(), to=world.district.housing)
    clock = matter.clocks.get(purpose="handle")
    answer = step(as_user(world.district.leader), matter, "extend", clock=clock.pk, length=length, why="要论证")
    assert answer.status_code == 422
    assert "要论证" in words(answer)
    assert not clock.extensions.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("协议书.pdf", b"MZ\x90\x00" + b"\0" * 100),
        ("协议书.docx", b"PK\x03\x04 broken"),
        ("空.txt", b""),
        ("脚本.html", b"<script>alert(1)</script>"),
        ("没有后缀", "内容".encode()),
    ],
)
def test_a_file_that_is_no_paper_is_not_taken(grid, matter, name, content):
    answer = step(grid, matter, "document", file=SimpleUploadedFile(name, content), kind="agreement")
    assert answer.status_code == 422
    assert 'class="errors"' in words(answer)
    assert not matter.documents.exists()


def test_a_document_is_given_out_as_it_came_and_runs_nowhere(grid, matter, as_user, world):
    file = SimpleUploadedFile("C:\\桌面\\走访记录.txt", "楼上漏水".encode())
    assert step(grid, matter, "document", file=file, kind="visit_record").status_code == 302
    paper = matter.documents.get()
    answer = grid.get(reverse("matter-document", args=[paper.pk]))
    assert answer.content == "楼上漏水".encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert as_user(world.water_worker).get(reverse("matter-document", args=[paper.pk])).status_code == 404


def test_who_asks_to_be_forgotten_is_told_until_when_the_law_keeps_the_file(supervisor, closed):
    party = closed.parties.first()
    answer = step(supervisor, closed, "forget", party=party.pk, why="本人要求")
    assert answer.status_code == 422
    assert "依法保存至" in words(answer)
    party.refresh_from_db()
    assert party.name_sealed

    Matter.objects.filter(pk=closed.pk).update(keep_until=timezone.localdate() - timedelta(days=1))
    assert step(supervisor, closed, "forget", party=party.pk, why="保存期满").status_code == 302
    party.refresh_from_db()
    assert party.name_sealed == ""
    assert "已应当事人要求删除" in words(supervisor.get(reverse("matter", args=[closed.code])))


def test_what_is_counted_into_a_year_without_its_notice_says_so(as_user, world, bring):
    matter = bring(mechanism="proposals", when=NOW())
    step(as_user(world.district.supervisor), matter, "sign")
    matter.clocks.filter(purpose="handle").update(provisional=True)
    assert "暂定" in words(as_user(world.district.supervisor).get(reverse("matter", args=[matter.code])))


def test_a_form_with_a_foreign_grade_or_place_opens_nothing(supervisor, world):
    address, given = reverse("matter-new", args=["proposals"]), EXAMPLES["proposals"] | {"proposer-name": "林代表"}
    for more in ({"place": "999999"}, {"place": world.district.county.pk, "grade": "很重要"}, {"place": "一"}):
        answer = supervisor.post(address, given | more)
        assert answer.status_code == 422
        assert given["subject"] in words(answer)
    assert not Matter.objects.exists()


def test_dispatching_the_ticked_ones_twice_dispatches_each_once(supervisor, bring):
    waiting = [bring(when=NOW(), dispatch=False) for _ in range(2)]
    sent = {"matter": [each.pk for each in waiting] + ["２", "x"]}
    for _ in range(2):
        assert supervisor.post(reverse("matters-dispatch"), sent).status_code == 302
    assert [each.steps.count() for each in waiting] == [1, 1]
