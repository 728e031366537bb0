"""Pages of casework: what they show, what the steps do, and to whom."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from luoshi.journal.queries import lines_of
from luoshi.matters.models import CalendarEdition, Matter
from luoshi.mechanisms.stages import OutcomeKind
from luoshi.office.forms.matters import STEPS
from tests.matters.conftest import EXAMPLES
from tests.workdays.test_notice import INVENTED


def words(page):
    return page.content.decode()


def step(client, matter, name, **given):
    given.setdefault("expected_step", matter.step_count)
    return client.post(reverse(f"matter-{name}-step", args=[matter.code]), given)


@pytest.fixture
def matter(world, bring):
    return bring(when=timezone.now())


@pytest.fixture
def grid(as_user, world):
    return as_user(world.grid_worker)


def test_the_desk_lists_what_is_in_hand(supervisor, matter):
    page = supervisor.get(reverse("matters"))
    assert matter.code in words(page)
    assert page.context["page"].total == 1


def test_nonsense_in_the_address_of_the_desk_narrows_nothing(supervisor, matter):
    nonsense = {"desk": "?", "status": "x", "after": "昨天/1", "late": "y"}
    page = supervisor.get(reverse("matters"), nonsense)
    assert page.status_code == 200
    assert page.context["page"].total == 1


def test_the_page_shows_clocks_ladder_and_masked_parties(grid, matter):
    page = words(grid.get(reverse("matter", args=[matter.code])))
    assert 'class="ladder"' in page
    assert "is-at" in page
    assert 'class="working"' in page
    assert "周小满" not in page
    assert "13800000001" not in page


def test_a_party_is_opened_for_a_reason_that_is_kept(grid, matter):
    address = reverse("matter-open-party", args=[matter.code])
    party = matter.parties.first()
    assert grid.post(address, {"party": party.pk, "why": " "}).status_code == 422
    assert "周小满" in words(grid.post(address, {"party": party.pk, "why": "电话核实"}))
    assert any(each.action == "party.opened" and each.why == "电话核实" for each in lines_of(matter))


def test_a_matter_of_others_is_not_there(as_user, world, matter):
    assert as_user(world.water_worker).get(reverse("matter", args=[matter.code])).status_code == 404


def test_signing_and_resolving_with_a_reply_closes_it(grid, matter):
    assert step(grid, matter, "sign").status_code == 302
    resolve = matter.mechanism.stage(matter.stage).outcome(OutcomeKind.RESOLVE)
    for number in range(matter.mechanism.stage(matter.stage).visits):
        step(grid, matter, "visit", on=timezone.localdate().isoformat(), text=f"第{number + 1}次上门")
    for kind in resolve.documents:
        file = SimpleUploadedFile("材料.txt", "内容".encode())
        assert step(grid, matter, "document", kind=kind, file=file).status_code == 302
    answer = step(grid, matter, "resolve", reply="已经调解好。", result_class=resolve.classes[0])
    assert answer.status_code == 302, words(answer)
    matter.refresh_from_db()
    assert matter.status == "closed"
    assert [each.text for each in matter.notes.all()] == ["已经调解好。"]


def test_nonsense_as_a_result_is_refused_and_the_reply_is_not_lost(grid, matter):
    answer = step(grid, matter, "resolve", reply="已经调解好。", result_class="nonsense")
    assert answer.status_code == 422
    assert "已经调解好。" in words(answer)
    assert not matter.notes.exists()


def test_a_stale_step_is_told_and_changes_nothing(grid, matter):
    answer = step(grid, matter, "sign", expected_step=99)
    assert answer.status_code == 409
    assert "有人先办了一步" in words(answer)
    assert matter.steps.get().signed_at is None


def test_a_step_without_its_number_is_refused(grid, matter):
    assert step(grid, matter, "sign", expected_step="九").status_code == 422


def test_escalating_needs_a_reason_and_goes_up(grid, matter, world):
    assert step(grid, matter, "escalate").status_code == 422
    assert step(grid, matter, "escalate", why="本级化解不了").status_code == 302
    matter.refresh_from_db()
    assert matter.organisation == world.district.village


def test_dispatch_is_for_supervisors(grid, supervisor, bring):
    waiting = bring(when=timezone.now(), dispatch=False)
    assert step(grid, waiting, "dispatch").status_code == 403
    assert step(supervisor, waiting, "dispatch").status_code == 302
    waiting.refresh_from_db()
    assert waiting.step_count == 1


def test_an_internal_note_stays_apart_from_what_the_party_sees(grid, matter):
    step(grid, matter, "note", text="先别答复")
    step(grid, matter, "answer", text="已收到")
    page = grid.get(reverse("matter", args=[matter.code]))
    assert [each.text for each in page.context["internal"]] == ["先别答复"]
    assert [each.text for each in page.context["spoken"]] == ["已收到"]


@pytest.mark.parametrize("name", [each.name for each in STEPS])
def test_every_step_has_a_page(supervisor, matter, name):
    answer = supervisor.get(reverse(f"matter-{name}-step", args=[matter.code]))
    assert answer.status_code in {200, 403}


def test_every_outcome_but_pausing_has_a_step():
    assert {each.value for each in OutcomeKind} <= {each.name for each in STEPS}


def test_taking_in_shows_the_code_once_and_a_second_click_opens_nothing(supervisor, world):
    address = reverse("matter-new", args=["five_clinics"])
    given = EXAMPLES["five_clinics"] | {
        "place": world.grid.pk, "applicant-name": "周小满", "respondent-name": "吴大川", "key": "k1", "dispatch": "1",
    }  # fmt: skip
    first = supervisor.post(address, given)
    assert first.status_code == 200, words(first)
    assert first.context["opened"].query_code
    assert supervisor.post(address, given).context["opened"].query_code == ""
    assert Matter.objects.count() == 1


def test_what_is_missing_at_intake_is_said_and_nothing_is_opened(supervisor, world):
    answer = supervisor.post(reverse("matter-new", args=["five_clinics"]), {"place": world.grid.pk})
    assert answer.status_code == 422
    assert not Matter.objects.exists()


def test_overview_mechanisms_and_calendar_are_shown(supervisor, matter):
    assert "网格" in words(supervisor.get(reverse("matters-overview")))
    assert 'class="ladder"' in words(supervisor.get(reverse("mechanism", args=[matter.version_id])))
    for name in ("mechanisms", "calendar", "matter-choose"):
        assert supervisor.get(reverse(name)).status_code == 200
    assert supervisor.post(reverse("calendar"), {"text": "放假"}).status_code == 403


def test_words_of_the_errand_suggest_a_mechanism_with_its_reason_and_begin_its_form(supervisor, world):
    page = supervisor.get(reverse("matter-choose"), {"words": "物业不修电梯"})
    assert [(each.version.name, each.words) for each in page.context["suggested"]] == [("five_clinics", ("物业",))]
    form = supervisor.get(reverse("matter-new", args=["five_clinics"]), {"words": "物业不修电梯"})
    assert 'value="物业不修电梯"' in words(form)
    assert "没有机制提到这些词" in words(supervisor.get(reverse("matter-choose"), {"words": "qq"}))


def test_who_serves_one_place_need_not_choose_it(grid, supervisor, world):
    address = reverse("matter-new", args=["five_clinics"])
    assert grid.get(address).context["place"] == world.grid.pk
    assert supervisor.get(address).context["place"] is None


def test_taking_in_what_was_brought_before_says_what_may_be_the_same(supervisor, world, matter):
    given = EXAMPLES["five_clinics"] | {"place": world.grid.pk, "applicant-name": "周小满", "respondent-name": "吴大川"}
    answer = supervisor.post(reverse("matter-new", args=["five_clinics"]), given | {"subject": matter.title})
    assert [each.matter for each in answer.context["related"]] == [matter]


def test_a_mechanism_is_told_in_words_and_not_in_the_program_s_own(supervisor, matter):
    page = words(supervisor.get(reverse("mechanism", args=[matter.version_id])))
    assert "裁定归属" in page
    assert "案卷保存" in page
    for purpose in ("handle", "opinion", "refuse"):
        assert f"<td>{purpose}" not in page
        assert f">{purpose}</td>" not in page


def test_the_overview_leads_to_the_matters_of_a_place(supervisor, as_user, world, matter):
    row = supervisor.get(reverse("matters-overview")).context["places"][0]
    assert (row.place, row.count) == (matter.place_id, 1)
    assert matter.code in words(supervisor.get(reverse("matters"), {"place": row.place}))
    elsewhere = supervisor.get(reverse("matters"), {"place": world.district.housing.pk})
    assert elsewhere.context["page"].total == 0


def test_a_notice_is_shown_as_it_is_read_before_it_moves_anything(as_user, world):
    admin, address = as_user(world.district.system_admin), reverse("calendar")
    seen = admin.post(address, {"text": INVENTED, "source": "演示", "look": "1"})
    assert "2月5日至2月11日" in words(seen)
    assert not CalendarEdition.objects.exists()
    assert admin.post(address, {"text": INVENTED, "source": "演示"}).status_code == 302
    assert CalendarEdition.objects.get().year == 2027


def test_a_notice_that_contradicts_itself_is_refused_with_the_holiday_and_the_reason(as_user, world):
    spoilt = INVENTED.replace("5月8日（周六）上班", "5月10日（周一）上班")
    answer = as_user(world.district.system_admin).post(reverse("calendar"), {"text": spoilt})
    assert answer.status_code == 422
    assert "2027年5月10日本来就是工作日" in words(answer)
    assert "劳动节" in words(answer)
    assert not CalendarEdition.objects.exists()


def test_an_errand_that_no_choice_names_is_told_by_matters_before_it_and_by_the_place(supervisor, world, matter):
    page = supervisor.get(reverse("matter-choose"), {"words": f"{world.district.village.name}{matter.title}怎么办"})
    assert [each.titles for each in page.context["suggested"]] == [(matter.title,)]
    assert [each.id for each in page.context["places"]] == [world.district.village.pk]
    begun = supervisor.get(f"{reverse('matter-new', args=['five_clinics'])}?{page.context['begun']}")
    assert begun.context["place"] == world.district.village.pk


def test_where_several_could_handle_it_the_form_asks_which_and_keeps_what_was_typed(supervisor, world):
    form = {
        "subject": "楼上漏水",
        "kind": "邻里",
        "detail": "漏了三个月。",
        "applicant-name": "周小满",
        "dispatch": "1",
    }
    asked = form | {"place": world.district.village.pk}
    page = supervisor.post(reverse("matter-new", args=["five_clinics"]), asked)
    assert (page.status_code, Matter.objects.count()) == (422, 0)
    assert world.grid in page.context["handlers"]
    assert "漏了三个月。" in page.content.decode()
    supervisor.post(reverse("matter-new", args=["five_clinics"]), asked | {"to": world.grid.pk})
    assert Matter.objects.get().organisation == world.grid


def test_a_merge_names_what_may_be_the_same_and_says_what_happens(supervisor, world, matter, bring):
    other = bring(when=timezone.now())
    page = supervisor.get(reverse("matter-merge-step", args=[matter.code])).content.decode()
    assert f"{other.code} {other.title}" in page
    assert "会通到保留件" in page


def test_what_could_not_be_dispatched_is_named_and_stays_in_the_list(supervisor, world, bring):
    lost = bring(place=world.district.village, dispatch=False)
    page = supervisor.post(reverse("matters-dispatch"), {"matter": [lost.pk]}, follow=True)
    assert f"{lost.code} {lost.title}：" in page.content.decode()
    assert [each.matter.pk for each in page.context["rows"]] == [lost.pk]


def test_a_role_that_sees_no_matters_is_told_so(as_user, world):
    page = as_user(world.district.system_admin)
    assert "您的角色不查看事项" in page.get(reverse("matters")).content.decode()


def test_a_closed_matter_in_the_list_says_when_it_was_closed(supervisor, closed):
    page = supervisor.get(reverse("matters"), {"status": "closed"}).content.decode()
    assert "办结于</span> 2026年3月4日" in page
