"""Forms out of schemas, and likeness of texts. No database."""

from __future__ import annotations

import pytest

from luoshi.mechanisms import Problem, Schema, ValueCode, load_pack
from luoshi.registers.forms import Widget, describe_form
from luoshi.registers.likeness import compare_texts
from tests.registers.trees import write_trees


@pytest.fixture
def schema(tmp_path) -> Schema:
    return load_pack(write_trees(tmp_path)).register("trees").schema


def test_each_field_gets_the_input_that_fits_it(schema) -> None:
    (group,) = describe_form(schema)

    widgets = {each.name: each.widget for each in group.inputs}
    assert widgets["number"] is Widget.LINE
    assert widgets["species"] is Widget.RADIOS
    assert widgets["height"] is Widget.NUMBER
    assert widgets["planted_on"] is Widget.DATE
    assert widgets["alive"] is Widget.YES_NO
    assert widgets["tags"] is Widget.CHECKS


def test_a_phone_shows_the_right_keyboard(schema) -> None:
    inputs = {each.name: each for each in describe_form(schema)[0].inputs}

    assert (inputs["height"].input_mode, inputs["height"].step, inputs["height"].least) == ("decimal", "0.0001", "0")
    assert inputs["division"].input_mode == "numeric"


def test_what_was_typed_comes_back_with_its_problems(schema) -> None:
    problem = Problem("height", ValueCode.NOT_NUMBER)

    inputs = {each.name: each for each in describe_form(schema, {"height": "高"}, problems=[problem])[0].inputs}

    assert (inputs["height"].value, inputs["height"].problems) == ("高", (problem,))


def test_a_stored_secret_shows_only_its_mask(schema) -> None:
    inputs = {each.name: each for each in describe_form(schema, masked={"keeper": "110101****"})[0].inputs}

    assert (inputs["keeper"].value, inputs["keeper"].shown) == (None, "110101****")


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("云桥路12号", "云桥路１２号", 1, 1),
        ("云桥路12号", "云桥路13号", 0.5, 0.9),
        ("云桥路", "浦溪北岸", 0, 0),
        ("", "", 0, 0),
        ("甲", "甲", 1, 1),
        ("甲", "乙", 0, 0),
    ],
)
def test_likeness_of_texts(one, other, least, most) -> None:
    assert least <= compare_texts(one, other) <= most
    assert compare_texts(one, other) == compare_texts(other, one)
