"""A mechanism out of pack.toml: what it becomes, and each rule that it may break."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from luoshi.mechanisms import FaultCode, PackError, check_pack, load_pack, load_shelf, shipped_folders
from luoshi.mechanisms.stages import (
    ENDING,
    Change,
    Mechanism,
    OutcomeKind,
    Overdue,
    Purpose,
    Start,
    Tier,
    compare_mechanisms,
)
from luoshi.mechanisms.stages.ladder import Place, Words, draw_ladder
from luoshi.workdays import Span, Unit
from tests.mechanisms.packs_on_disk import HEAD, write_pack

MECHANISM = """
[[setting]]
name = "desk_days"
title = "受理天数"
value = 3

[[mechanism]]
name = "trees"
title = "古树保护"
opens = ["residents"]
form = "trees.schema.json"
subject = "number"
warn = ["50%", "1 workday"]

[[mechanism.class]]
name = "saved"
title = "已救治"
solved = true

[[mechanism.document]]
name = "report"
title = "勘查报告"

[[mechanism.limit]]
for = "sign"
length = 1
unit = "workday"

[[mechanism.stage]]
name = "look"
title = "现场勘查"
tier = "community"
overdue = "escalate"

[[mechanism.stage.limit]]
length = "desk_days"
unit = "workday"
basis = "各地自定"
verified = "local"

[[mechanism.stage.outcome]]
kind = "escalate"
to = "save"

[[mechanism.stage.outcome]]
kind = "withdraw"

[[mechanism.stage]]
name = "save"
title = "救治"
tier = "county"

[[mechanism.stage.limit]]
length = 2
unit = "month"
roll = "next"
hard_cap = {length = 100, unit = "day"}
extension = {length = 1, unit = "month"}
pauses = ["等待专家"]

[[mechanism.stage.outcome]]
kind = "resolve"
classes = ["saved"]
documents = ["report"]

[[mechanism.stage.outcome]]
kind = "return"
to = "look"
"""


def pack_with(tmp_path: Path, text: str = MECHANISM) -> Path:
    return write_pack(tmp_path, text, head=HEAD)


def mechanism(tmp_path: Path, text: str = MECHANISM) -> Mechanism:
    return load_pack(pack_with(tmp_path, text)).mechanism("trees")


def test_a_mechanism_is_read_with_its_stages_and_clocks(tmp_path: Path) -> None:
    made = mechanism(tmp_path)

    assert (made.first, [stage.name for stage in made.stages]) == ("look", ["look", "save"])
    look, save = made.stages
    assert (look.tier, look.overdue) == (Tier.COMMUNITY, Overdue.ESCALATE)
    handle = save.limit_for(Purpose.HANDLE)
    assert handle is not None
    assert (handle.limit.length, handle.limit.unit, handle.starts) == (2, Unit.MONTH, Start.DISPATCH)
    assert (handle.limit.cap, handle.pauses) == (Span(100, Unit.DAY), ("等待专家",))
    assert save.outcome(OutcomeKind.RESOLVE).documents == ("report",)
    assert made.higher("look") == "save"
    assert [point.share or point.before for point in made.warnings] == [0.5, Span(1, Unit.WORKDAY)]


def test_a_stage_without_a_limit_for_a_purpose_has_the_mechanisms(tmp_path: Path) -> None:
    made = mechanism(tmp_path)
    sign = made.limit_for(Purpose.SIGN, "save")
    assert sign is not None
    assert sign.limit.length == 1
    assert made.limit_for(Purpose.REFUSE, "save") is None


def test_a_limit_may_be_a_setting_that_a_place_changes(tmp_path: Path) -> None:
    folder = pack_with(tmp_path)
    changed = load_pack(folder, given={"desk_days": 7}).mechanism("trees")
    assert changed.stage("look").limits[0].limit.length == 7


def test_a_limit_for_a_grade_goes_before_one_for_all_and_both_have_their_time() -> None:
    proposals = {pack.name: pack for pack in load_shelf()}["proposals"].mechanism("proposals")
    ordinary = proposals.limit_for(Purpose.HANDLE, "handling", "ordinary", date(2026, 3, 2))
    broad = proposals.limit_for(Purpose.HANDLE, "handling", "broad", date(2026, 3, 2))
    assert ordinary is not None
    assert broad is not None
    assert (ordinary.limit.length, broad.limit.length) == (3, 6)
    assert proposals.limit_for(Purpose.HANDLE, "handling", "broad", date(2025, 3, 1)) is None


@pytest.mark.parametrize(
    ("right", "wrong", "code", "line"),
    [
        ('kind = "escalate"\nto = "save"', 'kind = "withdraw"', FaultCode.NO_WAY_UP, "overdue"),
        ('kind = "escalate"\nto = "save"', 'kind = "escalate"', FaultCode.LEADS_TO_WHAT, "stage.outcome"),
        ('kind = "escalate"\nto = "save"', 'kind = "escalate"\nto = "sky"', FaultCode.UNKNOWN_NAME, "outcome"),
        ('tier = "county"', 'tier = "grid"', FaultCode.LEADS_DOWN, "outcome"),
        ('tier = "county"', 'tier = "galaxy"', FaultCode.NOT_ALLOWED, "tier"),
        ('tier = "county"', "", FaultCode.MISSING_KEY, "stage"),
        ("length = 2\n", "length = 0\n", FaultCode.OUT_OF_RANGE, "length"),
        ("length = 2\n", "length = 10000\n", FaultCode.OUT_OF_RANGE, "length"),
        ("length = 2\n", 'length = "nowhere"\n', FaultCode.UNKNOWN_NAME, "length"),
        ("length = 2\n", "length = 2.5\n", FaultCode.WRONG_TYPE, "length"),
        ("length = 2\n", "", FaultCode.MISSING_KEY, "limit"),
        ('unit = "month"\nroll', 'unit = "fortnight"\nroll', FaultCode.NOT_ALLOWED, "unit"),
        ('unit = "month"\nroll', 'unit = "hour"\nroll', FaultCode.OTHER_NAME, "roll"),
        ('documents = ["report"]', 'documents = ["photo"]', FaultCode.UNKNOWN_NAME, "outcome"),
        ('classes = ["saved"]', 'classes = ["lost"]', FaultCode.UNKNOWN_NAME, "outcome"),
        ('opens = ["residents"]', 'opens = ["martians"]', FaultCode.NOT_ALLOWED, "opens"),
        ('opens = ["residents"]', "", FaultCode.MISSING_KEY, "mechanism"),
        ('subject = "number"', 'subject = "title"', FaultCode.UNKNOWN_NAME, "subject"),
        ('subject = "number"', 'subject = "keeper"', FaultCode.OTHER_NAME, "subject"),
        ('warn = ["50%", "1 workday"]', 'warn = ["soon"]', FaultCode.NOT_ALLOWED, "warn"),
        ('name = "save"\ntitle = "救治"', 'name = "look"\ntitle = "救治"', FaultCode.TAKEN_NAME, "stage"),
        ('title = "救治"', 'title = "救治"\njoint = "lead"', FaultCode.NO_OPINION_LIMIT, "joint"),
        ('title = "救治"', 'title = "救治"\ncolour = "red"', FaultCode.UNKNOWN_KEY, "colour"),
        ('form = "trees.schema.json"', 'form = "../trees.schema.json"', FaultCode.BAD_FILE_NAME, "form"),
        ('form = "trees.schema.json"', 'form = "other.schema.json"', FaultCode.NO_FILE, "form"),
        ('title = "勘查报告"', 'title = "勘查报告"\ntemplate = "report.txt"', FaultCode.NO_FILE, "template"),
        ('kind = "withdraw"', 'kind = "withdraw"\nto = "save"', FaultCode.LEADS_NOWHERE, "outcome"),
        ('{length = 1, unit = "month"}', '{length = 1, unit = "month", approver = "mayor"}', FaultCode.NOT_ALLOWED,
         "extension"),
    ],
)  # fmt: skip
def test_each_broken_rule_is_named(tmp_path: Path, right: str, wrong: str, code: FaultCode, line: str) -> None:
    assert right in MECHANISM
    folder = pack_with(tmp_path, MECHANISM.replace(right, wrong, 1))

    found = check_pack(folder)

    assert code in {fault.code for fault in found}, found
    lines = (folder / "pack.toml").read_text(encoding="utf-8").splitlines()
    places = [lines[fault.line - 1] for fault in found if fault.code is code]
    assert any(line in place or place.startswith("[[") for place in places), places


def test_a_stage_that_nothing_leads_to_and_one_that_never_ends_are_told(tmp_path: Path) -> None:
    alone = MECHANISM + '\n[[mechanism.stage]]\nname = "alone"\ntitle = "孤岛"\ntier = "town"\n'
    codes = {(fault.code, dict(fault.facts).get("name")) for fault in check_pack(pack_with(tmp_path, alone))}
    assert codes == {(FaultCode.STAGE_UNREACHED, "alone"), (FaultCode.STAGE_TRAPPED, "alone")}


def test_a_mechanism_without_any_end_is_told_so(tmp_path: Path) -> None:
    endless = MECHANISM.replace('kind = "withdraw"', 'kind = "pause"').replace(
        'kind = "resolve"\nclasses = ["saved"]\ndocuments = ["report"]', 'kind = "pause"'
    )
    assert FaultCode.NEVER_ENDS in {fault.code for fault in check_pack(pack_with(tmp_path, endless))}


def test_the_digest_covers_form_and_template(tmp_path: Path) -> None:
    text = MECHANISM.replace('title = "勘查报告"', 'title = "勘查报告"\ntemplate = "report.txt"')
    folder = write_pack(tmp_path, text, head=HEAD)
    (folder / "report.txt").write_text("勘查报告\n{text}\n", encoding="utf-8")
    first = load_pack(folder)
    assert first.mechanism("trees").documents[0].text == "勘查报告\n{text}\n"
    (folder / "report.txt").write_text("报告\n{text}\n", encoding="utf-8")
    assert load_pack(folder).digest != first.digest


def test_a_place_calls_stages_by_its_own_names(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "local").mkdir(parents=True)
    (own / "local" / "pack.toml").write_text(
        '[override]\nof = "five_clinics"\nbasis = "云浦区办法"\nverified = "local"\n'
        '[settings]\ngrid_days = 2\n[titles]\n"stage.grid_visit" = "预诊"\n',
        encoding="utf-8",
    )
    clinics = {pack.name: pack for pack in load_shelf(own)}["five_clinics"].mechanism("five_clinics")
    assert clinics.stage("grid_visit").title == "预诊"
    assert clinics.stage("grid_visit").limits[0].limit.length == 2


def test_two_versions_are_compared_part_by_part(tmp_path: Path) -> None:
    before = mechanism(tmp_path / "before")
    after = mechanism(
        tmp_path / "after",
        MECHANISM.replace("length = 2\n", "length = 3\n").replace(
            '\n[[mechanism.stage.outcome]]\nkind = "withdraw"\n', ""
        ),
    )

    found = {difference.place: difference for difference in compare_mechanisms(before, after)}

    changed = found["stage.save.limit.handle.limit.length"]
    assert (changed.change, changed.before, changed.after) == (Change.CHANGED, "2", "3")
    assert found["stage.look.outcome.withdraw.kind"].change is Change.REMOVED
    assert compare_mechanisms(before, before) == ()


WORDS = Words(limit=lambda limit: f"{limit.limit.length} {limit.limit.unit}", outcome=str)


def test_the_ladder_is_no_wider_than_what_is_drawn() -> None:
    widths = {}
    for pack in load_shelf():
        for made in pack.mechanisms:
            picture = draw_ladder(made, WORDS)
            box = re.findall(r'class="ladder".*?viewBox="(-?\d+) 0 (\d+) ', picture)[0]
            left, width = int(box[0]), int(box[1])
            places = [int(each) for each in re.findall(r"[HM](\d{2,})", picture)]  # the tip of an arrow begins at M0
            assert left <= min(places)
            assert max(places) <= left + width
            widths[made.name] = width
    assert max(widths.values()) < 640


def test_the_ladder_shows_every_stage_and_where_a_matter_stands(tmp_path: Path) -> None:
    made = mechanism(tmp_path, MECHANISM.replace('title = "救治"', 'title = "救治 <b>"'))
    picture = draw_ladder(made, WORDS, Place("save", frozenset({"look"})))

    assert picture.count('<g class="ladder-stage') == 2
    assert 'ladder-stage is-at ladder-end"' in picture
    assert 'ladder-stage is-passed ladder-end"' in picture
    assert "救治 &lt;b&gt;" in picture
    assert "<b>" not in picture
    assert "style=" not in picture
    assert "● 救治" in picture


@pytest.mark.parametrize("pack", [each for each in load_shelf() if each.mechanisms], ids=lambda pack: pack.name)
def test_every_shipped_mechanism_can_be_drawn_and_says_what_its_limits_rest_on(pack) -> None:
    for made in pack.mechanisms:
        assert draw_ladder(made, WORDS).endswith("</svg>")
        assert all(limit.basis.text for limit in made.every_limit)
        assert any(outcome.kind in ENDING for stage in made.stages for outcome in stage.outcomes)


def test_a_bad_pack_names_its_faults_when_loaded(tmp_path: Path) -> None:
    folder = pack_with(tmp_path, MECHANISM.replace('to = "save"', 'to = "sky"', 1))
    with pytest.raises(PackError, match="sky"):
        load_pack(folder)


def test_five_mechanisms_are_shipped() -> None:
    assert {folder.name for folder in shipped_folders()} >= {
        "enterprise_appeals", "five_clinics", "overdue_payments", "proposals", "supervision",
    }  # fmt: skip
