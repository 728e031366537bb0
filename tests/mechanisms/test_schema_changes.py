"""What a new schema does to old records."""

from __future__ import annotations

from luoshi.mechanisms import Field, FieldKind, Schema, compare_schemas


def schema(*fields: Field) -> Schema:
    return Schema("树", fields)


NAME = Field("name", "名称", FieldKind.TEXT, most=20)
KIND = Field("kind", "类别", FieldKind.CHOICE, choices=("甲", "乙"))


def kinds(old: Schema, new: Schema) -> list[tuple[str, str]]:
    return [(change.field, change.kind) for change in compare_schemas(old, new)]


def test_additions_and_wider_bounds_orphan_nothing() -> None:
    wider = Field("kind", "类别", FieldKind.CHOICE, choices=("甲", "乙", "丙"))
    longer = Field("name", "名称", FieldKind.TEXT, most=40)

    assert kinds(schema(NAME, KIND), schema(longer, wider, Field("note", "备注", FieldKind.TEXT))) == []


def test_what_may_orphan_old_values_is_named() -> None:
    new = schema(
        Field("name", "名称", FieldKind.NUMBER),
        Field("kind", "类别", FieldKind.CHOICE, choices=("甲",)),
        Field("held_on", "日期", FieldKind.DATE, required=True),
    )

    assert kinds(schema(NAME, KIND, Field("old", "旧", FieldKind.TEXT)), new) == [
        ("name", "other_kind"), ("kind", "narrowed"), ("old", "gone"), ("held_on", "required"),
    ]  # fmt: skip
