"""A folder becomes a pack, or its author is told everything that is wrong at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from luoshi.mechanisms import FaultCode, PackError, Verified, check_pack, explain_fault, load_pack
from tests.mechanisms.packs_on_disk import FIELDS, HEAD, REGISTER, schema_of, write_pack

MEASURE = '[[measure]]\nname = "planted"\ntitle = "株数"\nregister = "trees"\nunit = "株"\nwhere = "{}"\n'
RULE = '[[rule]]\nname = "dead"\ntitle = "枯死"\nregister = "trees"\nwhen = "{}"\ncause = ["number"]\n'


def codes(folder: Path) -> list[tuple[str, FaultCode]]:
    return [(fault.place, fault.code) for fault in check_pack(folder)]


def test_a_whole_pack_is_read(tmp_path: Path) -> None:
    setting = '[[setting]]\nname = "least"\ntitle = "最低成活率"\nvalue = 95\nbasis = "某市办法"\nverified = "local"\n'
    folder = write_pack(tmp_path, setting, MEASURE.format("species = '香樟'"), RULE.format("alive = false"))

    pack = load_pack(folder)

    assert (pack.name, pack.version, pack.register("trees").held_on) == ("trees", "1.0", "planted_on")
    assert pack.measure("planted").where_text == "species = '香樟'"
    assert pack.setting_values == {"least": 95}
    assert pack.settings[0].basis.verified is Verified.LOCAL


def test_all_faults_come_at_once_each_with_file_line_and_rule(tmp_path: Path) -> None:
    fields = {**FIELDS, "number": {"type": "string", "title": "编号", "pattern": "(a+)+b", "colour": "red"}}
    folder = write_pack(
        tmp_path, MEASURE.format("species = '梧桐'"), RULE.format("alive ="), schema=schema_of(fields, oneOf=[])
    )

    found = check_pack(folder)

    assert {(fault.file, fault.code) for fault in found} == {
        ("trees.schema.json", FaultCode.EXPLODING_PATTERN),
        ("trees.schema.json", FaultCode.UNKNOWN_KEYWORD),
        ("pack.toml", FaultCode.BAD_EXPRESSION),
    }
    assert len(found) == 5
    lines = (folder / "trees.schema.json").read_text(encoding="utf-8").splitlines()
    for fault in [each for each in found if each.file != "pack.toml"]:
        assert any(word in lines[fault.line - 1] for word in ("pattern", "colour", "oneOf"))


def test_an_expression_that_does_not_fit_says_at_which_character(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, MEASURE.format("species = '梧桐'"), RULE.format("alive = "))

    first, second = check_pack(folder)

    text = (folder / "pack.toml").read_text(encoding="utf-8").splitlines()
    assert text[first.line - 1].startswith("where")
    assert text[second.line - 1].startswith("when")
    assert "第 11 个字符" in explain_fault(first)
    assert "香樟" in explain_fault(first)


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ('colour = "red"\n', FaultCode.UNKNOWN_KEY),
        ('[[setting]]\nname = "a"\ntitle = "甲"\nformula = "setting.b"\n'
         '[[setting]]\nname = "b"\ntitle = "乙"\nformula = "setting.a"\n', FaultCode.SETTING_CYCLE),
        ('[[setting]]\nname = "A b"\ntitle = "甲"\nvalue = 1\n', FaultCode.BAD_NAME),
        ('[[setting]]\nname = "a"\ntitle = "甲"\nvalue = "1"\n', FaultCode.WRONG_TYPE),
        ('[[setting]]\nname = "a"\ntitle = "甲"\nvalue = 1\nsince = 2026-02-01\nuntil = 2025-02-01\n',
         FaultCode.BACKWARDS),
        ('[[rule]]\nname = "x"\ntitle = "甲"\nregister = "bushes"\nwhen = "true"\n', FaultCode.UNKNOWN_NAME),
        ('[[measure]]\nname = "x"\ntitle = "甲"\nregister = "trees"\nunit = "株"\ncounts = "sum"\n',
         FaultCode.MISSING_KEY),
        ('[lamps]\nyellow_behind = 30\nred_behind = 10\n', FaultCode.BACKWARDS),
    ],
)  # fmt: skip
def test_one_rule_broken_is_one_fault(tmp_path: Path, part: str, code: FaultCode) -> None:
    found = check_pack(write_pack(tmp_path, part))

    assert code in {fault.code for fault in found}
    assert all(fault.line for fault in found)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": {"$ref": "https://elsewhere.example/x.json"}}, FaultCode.REMOTE_REF),
        ({"number": {"$ref": "#/$defs/a"}}, FaultCode.REF_CYCLE),
        ({"number": {"$ref": "#/$defs/none"}}, FaultCode.UNKNOWN_NAME),
        ({"number": {"type": "object", "title": "编号"}}, FaultCode.NOT_ALLOWED),
        ({"number": {"type": "string", "title": "编号", "pattern": "(?=x)"}}, FaultCode.BAD_PATTERN),
        ({"species": {"type": "string", "title": "树种", "enum": ["香樟", "香樟"]}}, FaultCode.OUT_OF_RANGE),
        ({"height": {"type": "number", "title": "树高", "x-sensitive": "other"}}, FaultCode.NOT_ALLOWED),
        ({"number": {"type": "string", "title": "编号", "x-staff": True}}, FaultCode.NOT_ALLOWED),  # and required
    ],
)
def test_schemas_stay_inside_the_subset(tmp_path: Path, changes: dict[str, object], code: FaultCode) -> None:
    definitions = {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}
    schema = schema_of({**FIELDS, **changes}, **{"$defs": definitions})

    assert code in {fault.code for fault in check_pack(write_pack(tmp_path, schema=schema))}


def test_a_local_reference_is_followed(tmp_path: Path) -> None:
    definitions = {"code": {"type": "string", "title": "编码", "maxLength": 9}}
    schema = schema_of({**FIELDS, "number": {"$ref": "#/$defs/code", "title": "编号"}}, **{"$defs": definitions})

    field = load_pack(write_pack(tmp_path, schema=schema)).register("trees").schema.by_name["number"]

    assert (field.title, field.most) == ("编号", 9)


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe\x00", b"[pack", b"a = 1\na = 2", b"", b"[pack]\nname = 3", "[pack]\nname = '树'".encode()]
)
def test_nonsense_is_refused_and_never_crashes(tmp_path: Path, raw: bytes) -> None:
    folder = write_pack(tmp_path)
    (folder / "pack.toml").write_bytes(raw)

    assert check_pack(folder)
    with pytest.raises(PackError):
        load_pack(folder)


def test_a_key_given_twice_in_json_is_found(tmp_path: Path) -> None:
    schema = '{"title": "树", "type": "object",\n"title": "木", "properties": {}}'

    assert ("trees.schema.json:2", FaultCode.REPEATED_KEY) in codes(write_pack(tmp_path, schema=schema))


def test_deep_json_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    schema = '{"a":' * 5000 + "1" + "}" * 5000

    assert ("trees.schema.json:1", FaultCode.TOO_LARGE) in codes(write_pack(tmp_path, schema=schema))


def test_schemas_outside_the_folder_are_not_read(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, head=HEAD + REGISTER + 'schema = "../../etc/passwd"\n')

    assert [fault.code for fault in check_pack(folder)] == [FaultCode.BAD_FILE_NAME]


def test_links_may_not_lead_round_in_a_circle(tmp_path: Path) -> None:
    fields = {**FIELDS, "parent": {"type": "string", "title": "母树", "x-link": "trees"}}

    assert FaultCode.REGISTER_CYCLE in {
        fault.code for fault in check_pack(write_pack(tmp_path, schema=schema_of(fields)))
    }


def test_the_digest_covers_the_schemas_too(tmp_path: Path) -> None:
    one = load_pack(write_pack(tmp_path / "one"))
    same = load_pack(write_pack(tmp_path / "same"))
    other = load_pack(write_pack(tmp_path / "other", schema=schema_of(title="别的树")))

    assert one.digest == same.digest != other.digest


def test_example_rows_must_pass_the_packs_own_schema(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / "trees.example.csv").write_text("编号,栽植日期,树高\nA1,2026-03-12,3\nA2,三月,高\n", encoding="utf-8")

    assert codes(folder) == [("trees.example.csv:3", FaultCode.BAD_EXAMPLE)] * 2


def test_a_measure_over_matters_asks_what_closed_matters_have(tmp_path: Path) -> None:
    over = '[[measure]]\nname = "m"\ntitle = "化解率"\nmechanism = "five"\nunit = "%"\n'
    good = write_pack(tmp_path / "good", over + 'counts = "share"\nwhere = "solved = true and year(closed_on) > 2025"')
    wrong = write_pack(tmp_path / "wrong", over + 'counts = "sum"\nwhere = "height > 3"')

    assert load_pack(good).measure("m").where is not None
    assert {each.code for each in check_pack(wrong)} == {FaultCode.OTHER_NAME, FaultCode.BAD_EXPRESSION}
