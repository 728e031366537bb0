"""Values out of forms and spreadsheets, and what is wrong with them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.mechanisms import CodeState, Schema, ValueCode, check_credit_code, check_id_number, check_values, load_pack
from tests.mechanisms.packs_on_disk import FIELDS, schema_of, write_pack

GOOD_ID, DOUBTFUL_ID = "110101199003070070", "110101199003070071"


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    fields = {**FIELDS, "company": {"type": "string", "title": "企业", "format": "credit-code"}}
    folder = write_pack(tmp_path_factory.mktemp("packs"), schema=schema_of(fields))
    return load_pack(folder).register("trees").schema


def row(**values: object) -> dict[str, object]:
    return {"number": "A1", "planted_on": "2026-03-12", **values}


def test_values_take_their_stored_form(schema: Schema) -> None:
    checked = check_values(
        schema,
        row(height="１２．５", planted_on="2026年3月5日", alive="是", tags="名木、古树", species=" 银杏 ", number=17.0),
    )

    assert checked.problems == ()
    assert checked.values == {
        "number": "17", "height": 12.5, "planted_on": "2026-03-05", "alive": True, "tags": ["古树", "名木"],
        "species": "银杏",
    }  # fmt: skip


@pytest.mark.parametrize(
    "written",
    ["2026-03-05", "2026/3/5", "2026.3.5", "20260305", "2026年3月5日", date(2026, 3, 5), datetime(2026, 3, 5, 0, 0)],
)
def test_mixed_dates_are_one_date(schema: Schema, written: object) -> None:
    assert check_values(schema, row(planted_on=written)).values["planted_on"] == "2026-03-05"


@pytest.mark.parametrize(
    ("field", "written", "code"),
    [
        ("planted_on", "2026-02-30", ValueCode.NOT_DATE),
        ("planted_on", "45000", ValueCode.NOT_DATE),
        ("planted_on", "", ValueCode.MISSING),
        ("height", "1.2.3", ValueCode.NOT_NUMBER),
        ("height", "3米", ValueCode.NOT_NUMBER),
        ("height", "-1", ValueCode.TOO_SMALL),
        ("height", "1e30", ValueCode.TOO_BIG),
        ("height", "1.23456", ValueCode.TOO_FINE),
        ("height", float("nan"), ValueCode.NOT_NUMBER),
        ("height", "#REF!", ValueCode.SPREADSHEET_ERROR),
        ("height", True, ValueCode.NOT_NUMBER),
        ("species", "梧桐", ValueCode.NOT_CHOICE),
        ("alive", "大概", ValueCode.NOT_TRUTH),
        ("number", "x" * 21, ValueCode.TOO_LONG),
        ("number", ["a"], ValueCode.NOT_TEXT),
        ("keeper", 1.10101199003070e17, ValueCode.FLOATED_CODE),
        ("keeper", "1.1E+17", ValueCode.FLOATED_CODE),
        ("keeper", "11010119900307", ValueCode.BAD_FORM),
        ("keeper", "110101199013070070", ValueCode.BAD_FORM),
        ("colour", "red", ValueCode.UNKNOWN_FIELD),
    ],
)  # fmt: skip
def test_bad_values_are_refused_by_name(schema: Schema, field: str, written: object, code: ValueCode) -> None:
    refused = check_values(schema, row(**{field: written})).refused

    assert [(problem.field, problem.code) for problem in refused] == [(field, code)]


def test_a_wrong_check_digit_warns_and_is_kept(schema: Schema) -> None:
    checked = check_values(schema, row(keeper=DOUBTFUL_ID.lower()))

    assert [problem.code for problem in checked.warnings] == [ValueCode.CHECK_DIGIT]
    assert checked.refused == ()
    assert checked.values["keeper"] == DOUBTFUL_ID


def test_check_digits_of_id_numbers() -> None:
    assert check_id_number(GOOD_ID) is CodeState.GOOD
    assert check_id_number(DOUBTFUL_ID) is CodeState.DOUBTFUL
    assert check_id_number("x") is CodeState.WRONG


def test_exactly_one_check_character_is_right_for_each_credit_code() -> None:
    body = "91370215MA3C00000"

    states = [check_credit_code(body + last) for last in "0123456789ABCDEFGHJKLMNPQRTUWXY"]

    assert states.count(CodeState.GOOD) == 1
    assert set(states) == {CodeState.GOOD, CodeState.DOUBTFUL}
    assert check_credit_code("91370215MA3C0000IO") is CodeState.WRONG


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(), lambda each: st.lists(each, max_size=3)
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no wrong answer
@given(st.dictionaries(st.sampled_from([*FIELDS, "x"]), JSON))
def test_no_input_crashes_and_what_passes_passes_again(schema: Schema, raw: dict[str, object]) -> None:
    checked = check_values(schema, raw)

    if not checked.refused:
        assert check_values(schema, checked.values).values == checked.values
