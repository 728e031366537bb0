"""Invented records of the demo district, month by month. The same ones every time."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
Batch = tuple[str, str, str, list[Row]]  # pack, register, code of the organisation that keeps it, rows

SEED = 20260116
PLACES = ("云桥里", "南门口", "望渚", "鹭汀", "南桁", "青蓑", "禾塍", "柳墟", "竹箬", "浦溪北岸", "蘅水", "澜桥")
TOWNS = 7
FOODS = ("肉制品", "豆制品", "水产品", "食用农产品", "粮食加工品", "餐饮食品")
SHOPS = ("农贸市场", "超市", "学校食堂", "餐饮店")
EMPLOYERS = ("星澜半导体", "禾塍农机", "城市运营集团", "浦南储能", "蘅水智造谷", "石磬产业园", "禾塍冷链", "云浦商圈")
FOUND = ("情况属实", "情况属实", "需要救助")
SURNAMES, GIVEN = "云浦禾竹蘅鹭柳桁", "小朵小田小青小满小荷小舟小棠小谷"
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
AREA = "999901"  # no such place: nobody's number can come out


def month_batches(deliveries: Sequence[Mapping[str, str]], month: date, until: date) -> Iterator[Batch]:
    """What the units recorded in one month (given by its first day), none of it later than ``until``."""
    chance = random.Random(SEED + month.month)  # noqa: S311  invented data
    days = [month + timedelta(days=each) for each in range(31)]
    days = [each for each in days if each.month == month.month and each <= until]
    if not days:
        return
    for owner in sorted({row["owner_code"] for row in deliveries}):
        rows = [each for row in deliveries if row["owner_code"] == owner for each in _delivered(row, days, chance)]
        yield "deliverables", "items", owner, rows
    yield "food_tests", "tests", "market", list(_tested(days, chance))
    yield "persons_served", "batches", "labour", list(_employed(days, chance))
    yield "persons_served", "persons", "civil", list(_served(days, chance))
    if month.month == 1:
        yield "low_income", "households", "civil", list(_households(days, chance))
    yield "low_income", "visits", "civil", list(_visits(days, chance))
    yield "low_income", "aid", "civil", list(_aid(days, chance))


def project_batches(rows: Sequence[Mapping[str, str]], month: date, until: date) -> Iterator[Batch]:
    """Named projects, and each stage in the month in which it was reached; all earlier ones in January."""
    first = date(2000, 1, 1) if month.month == 1 else month
    for row in rows:
        if first <= date.fromisoformat(row["registered_on"]) <= until:
            yield "projects", "projects", row["owner_code"], [_project(row)]
        reached = [each.split(" ") for each in row["stages"].split("；")]
        stages = [
            {"项目编号": row["number"], "节点": stage, "到达日期": day}
            for stage, day in reached
            if first <= date.fromisoformat(day) <= until
        ]
        yield "projects", "stages", row["owner_code"], stages


def _project(row: Mapping[str, str]) -> Row:
    return {
        "项目编号": row["number"], "项目名称": row["name"], "类别": row["kind"], "是否重点项目": "是",
        "总投资": row["investment"], "登记日期": row["registered_on"], "地址": row["address"],
    }  # fmt: skip


def _delivered(row: Mapping[str, str], days: Sequence[date], chance: random.Random) -> Iterator[Row]:
    """Pieces of a total, spread over the year: those whose turn falls into this month."""
    pieces, total = int(row["pieces"]), float(row["total"])
    for piece in range(pieces):
        on = _turn(piece, pieces, float(row["pace"]))
        if on in days:
            accepted = min(on + timedelta(days=chance.randrange(6, 40)), days[-1])
            place = PLACES[piece % len(PLACES)]
            quantity = _share(total, piece, pieces, whole=row["unit"] != "公里")
            yield {
                "编号": f"{row['kind']}-{piece + 1:04d}", "类别": row["kind"],
                "名称": row["name"].format(place=place) + f"（{piece + 1}）", "数量": quantity,
                "计量单位": row["unit"], "完成日期": on.isoformat(),
                "验收日期": accepted.isoformat() if chance.random() < 0.8 else "", "验收人": "云验收",
                "所在区划": _division(piece), "地址": f"{place}{piece % 90 + 1}号",
            }  # fmt: skip


def _turn(piece: int, pieces: int, pace: float) -> date:
    """The day on which a piece is finished; a slow pace reaches into the next year."""
    return date(2026, 1, 20) + timedelta(days=int((piece + 1) / pieces * 330 / pace))


def _share(total: float, piece: int, pieces: int, *, whole: bool) -> float:
    """One piece of a total; things that are counted one by one come in whole numbers."""
    if whole:
        return int(total * (piece + 1) / pieces) - int(total * piece / pieces)
    return round(total / pieces, 4)


def _division(number: int) -> str:
    return f"990101{number % TOWNS + 1:03d}"


def _tested(days: Sequence[date], chance: random.Random) -> Iterator[Row]:
    """About 370 batches of food and 50 of drugs a month."""
    for number in range(370 + 50):
        on = days[number % len(days)]
        is_drug = number >= 370
        failed = chance.random() < 0.012
        yield {
            "样品编号": f"{'YP' if is_drug else 'SC'}-{on:%m%d}-{number:04d}", "检测方式": "定性定量",
            "品类": "药品" if is_drug else chance.choice(FOODS), "样品名称": "抽检样品", "场所": chance.choice(SHOPS),
            "抽样日期": on.isoformat(), "结果": "不合格" if failed else "合格",
            "不合格项目": "菌落总数" if failed else "", "告知结果日期": days[-1].isoformat() if failed else "",
            "复检": "未申请", "所在区划": _division(number),
        }  # fmt: skip


def _employed(days: Sequence[date], chance: random.Random) -> Iterator[Row]:
    """New jobs by employer, a batch a month each."""
    for number, employer in enumerate(EMPLOYERS):
        yield {
            "批次编号": f"JY-{days[-1]:%y%m}-{number + 1:03d}", "项目": "城镇新增就业", "用人单位或机构": employer,
            "人数": chance.randrange(150, 240), "日期": days[-1].isoformat(), "所在区划": _division(number),
        }  # fmt: skip


def _served(days: Sequence[date], chance: random.Random) -> Iterator[Row]:
    """Children in rehabilitation (some of them come again), and beds at home."""
    for number in range(32):
        child = chance.randrange(400)
        yield _person(f"KF-{days[-1]:%m}-{number:03d}", "残疾儿童康复", child, "浦溪康复中心", days, number)
    for number in range(44):
        elder = 1000 + days[-1].month * 50 + number
        yield _person(f"CW-{days[-1]:%m}-{number:03d}", "家庭养老床位", elder, "云浦颐养服务站", days, number)


def _person(number: str, kind: str, person: int, provider: str, days: Sequence[date], at: int) -> Row:
    name = SURNAMES[person % len(SURNAMES)] + GIVEN[person * 2 % len(GIVEN) :][:2]
    return {
        "登记编号": number, "项目": kind, "姓名": name, "身份证号": invented_id(person),
        "服务日期": days[at % len(days)].isoformat(), "服务机构": provider, "所在区划": _division(person),
    }  # fmt: skip


def invented_id(person: int) -> str:
    """A number of the right form and check digit, of an area that does not exist."""
    born = date(1950, 1, 1) + timedelta(days=person * 37 % 25_000)
    body = f"{AREA}{born:%Y%m%d}{person % 1000:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def _households(days: Sequence[date], chance: random.Random) -> Iterator[Row]:
    kinds = ("低保对象", "特困人员", "防止返贫监测对象", "低保边缘家庭成员")
    for number in range(160):
        people = chance.randrange(1, 6)
        income = people * chance.randrange(14_000, 30_000)
        yield {
            "户编号": f"H-{number + 1:04d}", "户主姓名": SURNAMES[number % 8] + GIVEN[number * 2 % 16 :][:2],
            "户主身份证号": invented_id(3000 + number), "类别": kinds[number % 4], "人口": people,
            "年收入": income, "年刚性支出": int(income * chance.uniform(0.05, 0.75)),
            "认定日期": days[number % len(days)].isoformat(), "最近核查日期": days[-1].isoformat(), "状态": "在册",
            "所在区划": _division(number),
        }  # fmt: skip


def _visits(days: Sequence[date], chance: random.Random) -> Iterator[Row]:
    """A third of the households every month."""
    for number in range(days[-1].month % 3, 160, 3):
        if chance.random() < 0.92:
            yield {
                "户编号": f"H-{number + 1:04d}", "走访日期": days[number % len(days)].isoformat(),
                "事由": chance.choice(("预警核查", "日常走访")), "情况": chance.choice(FOUND),
                "所在区划": _division(number),
            }  # fmt: skip


def _aid(days: Sequence[date], chance: random.Random) -> Iterator[Row]:
    kinds = ("医疗救助", "教育救助", "临时救助", "产业帮扶")
    for number in range(5):
        yield {
            "救助编号": f"J-{days[-1]:%m}-{number + 1:02d}", "户编号": f"H-{chance.randrange(1, 161):04d}",
            "救助日期": days[number % len(days)].isoformat(), "方式": kinds[number % 4],
            "金额": chance.randrange(5, 60) * 100, "所在区划": _division(number),
        }  # fmt: skip
