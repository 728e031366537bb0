"""Invented rows for the benches of registers, under the headings of the shipped packs. The same ones every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from luoshi.cli.demo_records import invented_id


def deliverables(count: int, seed: int = 1, *, shared: bool = False) -> Iterator[dict[str, Any]]:
    """Invented rows of the register of deliverables; ``shared``: one in ten lies in two towns."""
    chance = random.Random(seed)  # noqa: S311  invented data
    kinds = [("充电桩", "个"), ("供水管网", "公里"), ("口袋公园", "处"), ("路灯", "盏"), ("农村公路", "公里")]
    first = date(2025, 1, 1)
    for number in range(count):
        kind, unit = kinds[chance.randrange(len(kinds))]
        day = first + timedelta(days=chance.randrange(540))
        row = {
            "编号": f"N{seed}-{number:07d}", "类别": kind, "名称": f"{kind}{number}", "计量单位": unit,
            "数量": chance.randrange(1, 400) / 10, "完成日期": day.isoformat(),
            "所在区划": f"3702150{chance.randrange(20):02d}", "地址": f"云桥路{chance.randrange(900)}号",
        }  # fmt: skip
        if shared and number % 10 == 0:
            town = chance.randrange(19)
            row["跨区划分摊"] = f"3702150{town:02d} 60%、3702150{town + 1:02d} 40%"
            del row["所在区划"]
        yield row


def persons(count: int, first: int = 0, *, whole: bool = False) -> Iterator[dict[str, Any]]:
    """Invented persons served; ``whole``: with numbers that pass the checks."""
    chance = random.Random(5)  # noqa: S311  invented data
    kinds = ("残疾儿童康复", "家庭养老床位", "城镇新增就业", "普惠托育", "救护员培训", "职业技能培训", "老人免费体检")
    first_day = date(2025, 1, 1)
    seen = set()
    for number in range(first, first + count):
        person, kind, day = chance.randrange(max(1, count * 2 // 3)), chance.choice(kinds), chance.randrange(540)
        if (person, kind, day) in seen:
            continue  # the register takes the same service of one day once
        seen.add((person, kind, day))
        yield {
            "登记编号": f"P{number:08d}", "项目": kind,
            "身份证号": invented_id(person) if whole else str(person),
            "服务日期": (first_day + timedelta(days=day)).isoformat(),
            "所在区划": f"3702150{chance.randrange(20):02d}001",
        }  # fmt: skip


def households(count: int) -> Iterator[dict[str, Any]]:
    """Invented households."""
    chance = random.Random(3)  # noqa: S311  invented data
    for number in range(count):
        yield {
            "户编号": f"H{number:07d}", "状态": "在册", "类别": "低保对象", "人口": chance.randrange(1, 6),
            "认定日期": "2025-03-05", "年收入": chance.randrange(3_000, 60_000),
            "所在区划": f"3702150{chance.randrange(20):02d}",
        }  # fmt: skip


def visits_of(count: int) -> Iterator[dict[str, Any]]:
    """A visit to two of three households."""
    for number in range(count):
        if number % 3:
            day = date(2026, 6, 30) - timedelta(days=number % 200)
            yield {"户编号": f"H{number:07d}", "走访日期": day.isoformat()}
