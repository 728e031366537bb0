"""Closed matters as facts: what a measure over a mechanism may ask of them."""

from __future__ import annotations

from luoshi.mechanisms._schema import Field, FieldKind, Schema

CLOSED_ON = "closed_on"
CLOSED_MATTERS = Schema(
    "办结事项",
    (
        Field(CLOSED_ON, "办结日期", FieldKind.DATE, required=True),
        Field("solved", "是否化解", FieldKind.BOOLEAN),
        Field("answered", "是否评价", FieldKind.BOOLEAN),
        Field("content", "是否满意", FieldKind.BOOLEAN),
        Field("result", "办理结果", FieldKind.TEXT),
    ),
)
