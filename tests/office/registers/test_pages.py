"""Pages of registers: what they show, and to whom."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luoshi.journal.queries import lines_of
from luoshi.mechanisms import load_pack
from luoshi.registers.actions import adopt_pack
from luoshi.registers.models import Alert, ChangeRequest, ImportJob, Record, Register
from tests.registers.conftest import AT, KEEPER
from tests.registers.trees import PACK, write_trees


def words(page):
    return page.content.decode()


def test_the_shelf_shows_packs_with_their_registers(supervisor, trees):
    page = words(supervisor.get(reverse("registers")))
    assert "行道树的栽植和巡查。" in page
    assert reverse("register", args=[trees.pk]) in page


def test_without_a_pack_the_shelf_says_what_to_do(supervisor):
    assert "还没有登记簿" in words(supervisor.get(reverse("registers")))


def test_the_table_lists_filters_and_adds_up(supervisor, trees, plant):
    plant(height="3.5")
    plant(height="4", species="银杏")
    whole = supervisor.get(reverse("register", args=[trees.pk]))
    assert whole.context["page"].total == 2
    assert "7.5米" in words(whole)
    narrowed = supervisor.get(reverse("register", args=[trees.pk]), {"species": "银杏"})
    assert narrowed.context["page"].total == 1


def test_nonsense_in_the_address_of_a_table_narrows_nothing(supervisor, trees, plant):
    plant()
    nonsense = {"from": "明天", "page": "-1", "order": "x", "owner": "①", "state": "?", "height.like": "3"}
    page = supervisor.get(reverse("register", args=[trees.pk]), nonsense)
    assert page.status_code == 200
    assert page.context["page"].total == 1


def test_a_table_is_read_in_a_fixed_number_of_queries(supervisor, trees, plant, django_assert_max_num_queries):
    for _ in range(30):
        plant(height="3")
    with django_assert_max_num_queries(14):
        supervisor.get(reverse("register", args=[trees.pk]))


def test_filters_are_kept_under_a_name(supervisor, trees):
    answer = supervisor.post(reverse("register-view", args=[trees.pk]), {"name": "银杏", "species": "银杏"})
    assert answer.url.endswith("?species=%E9%93%B6%E6%9D%8F")
    assert "银杏</a>" in words(supervisor.get(reverse("register", args=[trees.pk])))


def test_a_record_is_written_from_the_form(supervisor, trees):
    posted = {"number": "T1", "species": "香樟", "planted_on": "2026-03-12", "height": "３.5", "tags": ["古树", "名木"]}
    answer = supervisor.post(reverse("record-add", args=[trees.pk]), posted, follow=True)
    record = Record.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("record", args=[record.pk])
    assert record.values["height"] == 3.5
    assert record.values["tags"] == ["古树", "名木"]
    assert "古树、名木" in words(answer)


def test_what_does_not_fit_is_said_at_its_field_and_nothing_typed_is_lost(supervisor, trees):
    tomorrow = (date.today() + timedelta(days=400)).isoformat()
    posted = {"number": "", "height": "三米多", "planted_on": tomorrow, "keeper": "1.1E+17", "address": "云桥路"}
    answer = supervisor.post(reverse("record-add", args=[trees.pk]), posted)
    page = words(answer)
    assert answer.status_code == 422
    assert 'id="e-number">必填。' in page
    assert 'id="e-height">请填写数字，不带单位。' in page
    assert "日期还没到" in page
    assert "号码被表格软件变成了1.1E+17" in page
    assert "云桥路" in page
    assert not Record.objects.exists()


def test_a_number_that_is_taken_leads_to_its_record(supervisor, trees, plant):
    existing = plant(number="T9")
    answer = supervisor.post(reverse("record-add", args=[trees.pk]), {"number": "T9", "planted_on": "2026-03-12"})
    assert answer.status_code == 409
    assert reverse("record", args=[existing.pk]) in words(answer)


def test_a_wrong_check_digit_warns_and_saves(supervisor, trees):
    posted = {"number": "T1", "planted_on": "2026-03-12", "keeper": KEEPER[:-1] + "1"}
    answer = supervisor.post(reverse("record-add", args=[trees.pk]), posted, follow=True)
    assert "校验码不符" in words(answer)
    assert Record.objects.count() == 1


def test_a_sealed_value_is_masked_and_opens_with_a_reason_that_is_kept(supervisor, plant):
    record = plant(keeper=KEEPER)
    here = reverse("record", args=[record.pk])
    assert KEEPER not in words(supervisor.get(here))
    refused = supervisor.post(reverse("record-open", args=[record.pk]), {"field": "keeper", "why": " "})
    assert refused.status_code == 422
    assert KEEPER not in words(refused)
    opened = supervisor.post(reverse("record-open", args=[record.pk]), {"field": "keeper", "why": "核对管护人"})
    assert KEEPER in words(opened)
    assert "no-store" in opened["Cache-Control"]
    assert lines_of(record).last().why == "核对管护人"


def test_a_file_is_put_beside_a_record_and_saved_from_there(supervisor, plant, settings, tmp_path):
    settings.LUOSHI_FILES = tmp_path
    record = plant()
    there = reverse("record-attach", args=[record.pk])
    refused = supervisor.post(there, {"file": SimpleUploadedFile("照片.jpg", "不是照片".encode())})
    assert refused.status_code == 422
    assert "照片.jpg" in words(refused)
    assert supervisor.post(there).status_code == 422
    supervisor.post(there, {"file": SimpleUploadedFile("验收单.txt", "合格".encode())})
    page = words(supervisor.get(reverse("record", args=[record.pk])))
    assert "验收单.txt" in page
    saved = supervisor.get(reverse("record-file", args=[record.files.get().pk]))
    assert (saved.content.decode(), saved["X-Content-Type-Options"]) == ("合格", "nosniff")
    assert saved["Content-Disposition"].startswith("attachment")


def test_a_correction_keeps_the_secret_and_shows_in_the_history(supervisor, plant):
    record = plant(height="3", keeper=KEEPER)
    form = supervisor.get(reverse("record-correct", args=[record.pk]))
    assert KEEPER not in words(form)
    posted = {"expected_version": 1, "why": "量错了", "number": record.values["number"], "species": "香樟",
              "planted_on": "2026-03-12", "height": "4", "keeper": ""}  # fmt: skip
    page = words(supervisor.post(reverse("record-correct", args=[record.pk]), posted, follow=True))
    record.refresh_from_db()
    assert record.values["height"] == 4
    assert "keeper" in record.sealed
    assert "<del>3" in page
    assert "量错了" in page


def test_a_correction_of_an_old_version_is_told_so(supervisor, plant):
    record = plant(height="3")
    posted = {"expected_version": 7, "why": "量错了", "number": "T1", "planted_on": "2026-03-12"}
    answer = supervisor.post(reverse("record-correct", args=[record.pk]), posted)
    assert answer.status_code == 409
    assert "您打开之后有人改过" in words(answer)


def test_a_record_is_withdrawn_with_a_reason(supervisor, plant):
    record = plant()
    here = reverse("record-withdraw", args=[record.pk])
    assert supervisor.post(here, {"expected_version": 1, "why": ""}).status_code == 409
    supervisor.post(here, {"expected_version": 1, "why": "登记错了"})
    record.refresh_from_db()
    assert record.state == "withdrawn"


def test_a_double_is_merged(supervisor, plant):
    one, other = plant(address="云桥路1号"), plant(address="云桥路1号")
    here = reverse("record-merge", args=[other.pk])
    assert "没有这条登记" in words(supervisor.post(here, {"expected_version": 1, "into": "x", "why": "重复"}))
    supervisor.post(here, {"expected_version": 1, "into": str(one.pk), "why": "重复"})
    other.refresh_from_db()
    assert other.merged_into_id == one.pk


def test_a_pack_is_shown_in_plain_words(supervisor, trees):
    page = words(supervisor.get(reverse("pack", args=["trees"])))
    assert "栽植株数" in page
    assert "按条计数" in page
    assert "height &lt; setting.line" in page


def test_a_figure_opens_to_its_records_as_of_any_day(supervisor, trees, plant):
    record = plant()
    here = reverse("figure", args=["trees", "planted"])
    page = supervisor.get(here, {"on": "2026-12-31"})
    assert page.context["value"] == "1株"
    assert reverse("record", args=[record.pk]) in words(page)
    before = supervisor.get(here, {"on": "2026-12-31", "as_of": "2026-06-01"})
    assert before.context["value"] == "0株"


def test_records_of_others_are_counted_and_not_shown(as_user, district, trees, plant):
    plant(owner=district.housing)
    page = as_user(district.town_reporter).get(reverse("figure", args=["trees", "planted"]), {"on": "2026-12-31"})
    assert page.context["value"] == "1株"
    assert page.context["hidden"] == 1
    assert page.context["rows"] == []


def test_nonsense_in_the_address_of_a_figure_is_answered(supervisor, trees):
    assert supervisor.get(reverse("figure", args=["trees", "nonsense"])).status_code == 404
    assert supervisor.get(reverse("figure", args=["trees", "planted"]), {"on": "2026-13-99"}).status_code == 200


def test_an_alert_says_why_and_is_closed_with_a_note(supervisor, plant):
    plant(height="1")
    alert = Alert.objects.get(rule="low")
    assert "过矮" in words(supervisor.get(reverse("alerts")))
    here = reverse("alert", args=[alert.pk])
    assert "height &lt; setting.line" in words(supervisor.get(here))
    assert supervisor.post(here, {"result": "solved", "note": ""}).status_code == 422
    supervisor.post(here, {"result": "solved", "note": "已补植"})
    alert.refresh_from_db()
    assert alert.state == "closed"
    assert supervisor.post(here, {"result": "solved", "note": "又一次"}).status_code == 409


def test_what_needs_approval_waits_for_a_second_person(as_user, district, trees):
    felled = Register.objects.get(name="felled")
    writer, approver = as_user(district.supervisor), as_user(district.approver)
    posted = {"number": "F1", "felled_on": "2026-03-12", "asker": "13900001111"}
    assert "等待另一人审批" in words(writer.post(reverse("record-add", args=[felled.pk]), posted, follow=True))
    change = ChangeRequest.objects.get()
    here = reverse("request", args=[change.pk])
    assert "要由另一人审批" in words(writer.get(here))
    assert "13900001111" not in words(approver.get(here))
    assert approver.post(here, {"approve": "no", "why": ""}).status_code == 409
    approver.post(here, {"approve": "yes", "why": ""})
    assert Record.objects.filter(register=felled).count() == 1


def bring(client, register, text, name="树.csv"):
    here = reverse("register-import", args=[register.pk])
    return client.post(here, {"file": SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())})


def test_a_file_is_looked_at_before_anything_is_written(supervisor, trees):
    seen = bring(supervisor, trees, "编号,树种,栽植日期\nT1,香樟,2026-03-12\nT2,香樟,昨天\n")
    assert "日期请写成2026-03-05或2026年3月5日。" in words(seen)
    assert not Record.objects.exists()
    kept = seen.context["kept"]
    posted = {"digest": kept["digest"], "name": kept["name"], "owner": kept["owner"].pk}
    page = supervisor.post(reverse("register-import", args=[trees.pk]), posted, follow=True)
    assert Record.objects.count() == 1
    assert page.context["job"].refused == 1
    assert "昨天" in words(page)
    faults = supervisor.get(reverse("import-faults", args=[ImportJob.objects.get().pk]))
    assert faults.content[:2] == b"PK"


def test_a_file_that_is_no_table_is_refused_with_what_to_do(supervisor, trees):
    assert "不是表格" in words(bring(supervisor, trees, b"\x89PNG\r\n\x1a\n" + bytes(200), "树.xlsx"))
    assert bring(supervisor, trees, b"").status_code == 422


def test_a_file_that_is_gone_is_asked_for_again(supervisor, trees):
    posted = {"digest": "0" * 64, "name": "树.csv"}
    page = supervisor.post(reverse("register-import", args=[trees.pk]), posted, follow=True)
    assert "请重新选择" in words(page)


def test_the_table_goes_out_in_the_form_in_which_it_comes_in(supervisor, trees, plant):
    plant(number="T1")
    out = supervisor.get(reverse("register-export", args=[trees.pk]), {"form": "csv"})
    assert "T1" in out.content.decode("utf-8-sig")
    again = bring(supervisor, trees, out.content)
    assert again.context["preview"].refused == 0


def test_a_new_version_of_a_pack_shows_old_records_with_their_own_fields(supervisor, trees, plant, tmp_path):
    record = plant(height="3")
    adopt_pack(by=None, pack=load_pack(write_trees(tmp_path / "next", pack=PACK.replace('"1.0"', '"1.1"'))), at=AT)
    assert "树高" in words(supervisor.get(reverse("record", args=[record.pk])))
