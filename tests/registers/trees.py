"""A pack of street trees: every kind of field, measure and rule, in small."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PACK = """
[pack]
name = "trees"
title = "行道树"
version = "1.0"
desk = "government"
summary = "行道树的栽植和巡查。"

[[setting]]
name = "line"
title = "最低树高"
value = 3

[[register]]
name = "trees"
title = "行道树"
held_on = "planted_on"
keys = [["number"], ["keeper"]]
likeness = {fields = ["species", "address"], least = 0.8}

[[register]]
name = "visits"
title = "巡查"
held_on = "visited_on"
keys = [["tree", "visited_on"]]

[[register]]
name = "felled"
title = "伐除"
held_on = "felled_on"
keys = [["number"]]
approval = "all"

[[measure]]
name = "planted"
title = "栽植株数"
register = "trees"
unit = "株"
objects = ["行道树"]

[[measure]]
name = "tall"
title = "高树"
register = "trees"
period = "all"
unit = "株"
where = "height >= setting.line or tags is not empty"

[[measure]]
name = "height"
title = "总高"
register = "trees"
counts = "sum"
of = "height"
unit = "米"
where = "species in ('香樟', '银杏') and '古树' in tags or alive = true"

[[measure]]
name = "keepers"
title = "管护人数"
register = "trees"
counts = "distinct"
once_by = ["keeper"]
period = "all"
unit = "人"

[[measure]]
name = "streets"
title = "街道数"
register = "trees"
counts = "distinct"
once_by = ["species", "address"]
unit = "条"
where = "not (starts(address, '云') and contains(address, '桥')) and height / (height - 2) > -1"

[[measure]]
name = "alive_share"
title = "成活率"
register = "trees"
counts = "share"
period = "all"
where = "alive = true and planted_on + 30 < today"
among = "alive is not empty and days_since(planted_on) > 10 and year(planted_on) >= 2025 and month(checked_on) < 7"

[[rule]]
name = "low"
title = "过矮"
register = "trees"
when = "height < setting.line"
cause = ["height"]
within_days = 10

[[rule]]
name = "unvisited"
title = "九十天没有巡查"
register = "trees"
when = "days_since(planted_on) > 90 and count(visits, days_since(visited_on) <= 90) = 0"
cause = ["latest(visits.visited_on)"]

[[rule]]
name = "shrunk"
title = "变矮"
register = "trees"
when = "height < before.height"
cause = ["height", "before.height"]
"""
TREE: dict[str, Any] = {
    "number": {"type": "string", "title": "编号", "maxLength": 20, "x-listed": True},
    "species": {"type": "string", "title": "树种", "enum": ["香樟", "银杏", "国槐"], "x-listed": True},
    "height": {"type": "number", "title": "树高", "minimum": 0, "x-unit": "米", "x-listed": True},
    "planted_on": {"type": "string", "format": "date", "title": "栽植日期"},
    "checked_on": {"type": "string", "format": "date", "title": "复查日期"},
    "alive": {"type": "boolean", "title": "是否成活"},
    "tags": {"type": "array", "title": "标签", "items": {"type": "string", "enum": ["古树", "名木"]}},
    "address": {"type": "string", "title": "地点", "maxLength": 100, "x-place": "address"},
    "division": {"type": "string", "title": "区划", "format": "division", "x-place": "division"},
    "parts": {"type": "string", "title": "跨区划分摊", "format": "parts"},
    "keeper": {"type": "string", "title": "管护人身份证号", "format": "id-number", "x-sensitive": "id_number"},
}
VISIT: dict[str, Any] = {
    "tree": {"type": "string", "title": "编号", "x-link": "trees"},
    "visited_on": {"type": "string", "format": "date", "title": "巡查日期"},
}
FELLED: dict[str, Any] = {
    "number": {"type": "string", "title": "编号"},
    "felled_on": {"type": "string", "format": "date", "title": "伐除日期"},
    "asker": {"type": "string", "title": "申请人电话", "format": "phone", "x-sensitive": "phone"},
}


def schema_text(title: str, fields: dict[str, Any], *required: str) -> str:
    schema = {
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": fields,
    }
    return json.dumps(schema, ensure_ascii=False)


def write_trees(folder: Path, *, pack: str = PACK, tree: dict[str, Any] | None = None) -> Path:
    made = folder / "trees"
    made.mkdir(parents=True, exist_ok=True)
    (made / "pack.toml").write_text(pack, encoding="utf-8")
    texts = {
        "trees": schema_text("行道树", tree or TREE, "number", "planted_on"),
        "visits": schema_text("巡查", VISIT, "tree", "visited_on"),
        "felled": schema_text("伐除", FELLED, "number", "felled_on"),
    }
    for name, text in texts.items():
        (made / f"{name}.schema.json").write_text(text, encoding="utf-8")
    return made
