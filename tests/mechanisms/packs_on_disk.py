"""Small packs written to disk for the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HEAD = '[pack]\nname = "trees"\ntitle = "行道树"\nversion = "1.0"\ndesk = "government"\n'
REGISTER = '[[register]]\nname = "trees"\ntitle = "行道树"\nheld_on = "planted_on"\nkeys = [["number"]]\n'
FIELDS: dict[str, Any] = {
    "number": {"type": "string", "title": "编号", "maxLength": 20},
    "species": {"type": "string", "title": "树种", "enum": ["香樟", "银杏", "国槐"]},
    "height": {"type": "number", "title": "树高", "minimum": 0, "x-unit": "米"},
    "planted_on": {"type": "string", "format": "date", "title": "栽植日期"},
    "alive": {"type": "boolean", "title": "是否成活"},
    "tags": {"type": "array", "title": "标签", "items": {"type": "string", "enum": ["古树", "名木"]}},
    "keeper": {"type": "string", "title": "管护人身份证号", "format": "id-number", "x-sensitive": "id_number"},
}


def schema_of(fields: dict[str, Any] | None = None, **changes: object) -> dict[str, Any]:
    """A schema file's content."""
    return {
        "title": "行道树",
        "type": "object",
        "additionalProperties": False,
        "required": ["number", "planted_on"],
        "properties": FIELDS if fields is None else fields,
        **changes,
    }


def write_pack(
    folder: Path, *parts: str, schema: dict[str, Any] | str | None = None, head: str = HEAD + REGISTER
) -> Path:
    """A folder ``trees`` with pack.toml and its schema."""
    made = folder / "trees"
    made.mkdir(parents=True)
    (made / "pack.toml").write_text("\n".join([head, *parts]), encoding="utf-8")
    text = schema if isinstance(schema, str) else json.dumps(schema or schema_of(), ensure_ascii=False, indent=1)
    (made / "trees.schema.json").write_text(text, encoding="utf-8")
    return made
