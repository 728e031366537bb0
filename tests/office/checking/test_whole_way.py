"""From dispatch to the end, on the pages, by six people."""

from __future__ import annotations

from days import at
from django.core.files.uploadedfile import SimpleUploadedFile

from luoshi.ledger.models import Duty, Entry, Settlement

PROOF = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 64


def proof(name: str = "竣工证明.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PROOF, "image/jpeg")


def test_dispatch_refuse_reroute_report_return_report_verify_end(
    enter, clock, confirmed, commitment_with, district, staff
) -> None:
    desk, mill = enter(district.supervisor), commitment_with("竹箬水厂")
    page = f"/commitments/{mill.pk}/"

    assert "交办" in desk.get(page).text
    form = {"expected_revision": mill.revision_count, "lead": district.housing.pk, "due_on": "2026-06-30"}
    assert desk.post(f"{page}dispatch/", form, follow=True).redirect_chain == [(page, 302)]
    duty = Duty.objects.get(commitment=mill)
    assert all(f"{page}{step}/" not in desk.get(page).text for step in ("correct", "split", "merge", "reject"))

    clock.now = at(2, 6)
    refusal = {"expected": 1, "place": district.water.pk, "why": "水厂由水利部门建设"}
    enter(staff.housing_approver).post(f"/duties/{duty.pk}/refuse/", refusal)
    assert "水厂由水利部门建设" in desk.get(f"/duties/{duty.pk}/reroute/").text
    desk.post(f"/duties/{duty.pk}/reroute/", {"expected": 2, "place": district.water.pk, "why": "同意退办"})
    duty.refresh_from_db()
    assert duty.holder == district.water

    unit = enter(staff.water_reporter)
    assert unit.post(f"/duties/{duty.pk}/sign/", {"expected": 3}, follow=True).redirect_chain == [(page, 302)]
    goal = duty.goals.get()
    clock.now = at(3, 20)
    first = {"expected": 0, "figure": "40", "kind": "cumulative", "held_on": "2026-03-20"}
    assert unit.post(f"/goals/{goal.pk}/report/?back=due", first).url == "/due/"
    entry = Entry.objects.get(goal=goal)
    desk.post(f"/entries/{entry.pk}/check/", {"expected": 0, "kind": "returned", "why": "请附进度说明"})
    assert "请附进度说明" in unit.get(f"/goals/{goal.pk}/").text
    assert "corrects=1" in unit.get("/due/").text

    clock.now = at(6, 20)
    second = {"expected": 1, "figure": "１００%", "kind": "cumulative", "held_on": "2026-06-19", "corrects": 1}
    unit.post(f"/goals/{goal.pk}/report/", second | {"note": "已通水", "evidence": [proof()]})
    entry = Entry.objects.get(goal=goal, number=2)
    assert entry.figure == 100
    desk.post(f"/entries/{entry.pk}/check/", {"expected": 0, "kind": "on_site", "seen_on": "2026-06-19"})

    clock.now = at(6, 21)
    applied = {"ending": "settled", "why": "已建成通水", "evidence": [proof("验收意见.jpg")]}
    assert enter(staff.water_approver).post(f"{page}end/", applied, follow=True).redirect_chain == [(page, 302)]
    end = Settlement.objects.get(commitment=mill)
    seen = {"expected": 1, "seen_on": "2026-06-21", "why": "现场已看"}
    desk.post(f"/settlements/{end.pk}/verify/", seen)
    clock.now = at(6, 22)
    signed = enter(district.leader).post(f"/settlements/{end.pk}/sign/", {"expected": 2}, follow=True)
    end.refresh_from_db()
    assert end.state == "signed"
    assert "2026年6月22日办结：销号" in signed.text
