"""A small invented report that has something of everything."""

from __future__ import annotations

from datetime import UTC, datetime

from luoshi.ledger.actions import open_report
from luoshi.ledger.models import Report
from luoshi.people.models import User
from luoshi.reading.sources import load_bytes

PASSWORD = "open-the-account-7"  # of everybody in the district
AT = datetime(2026, 2, 3, 9, 30, tzinfo=UTC)
TEXT = """\
云浦区2026年政府工作报告

各位代表：

一、2026年工作安排

（一）推进城市更新。更新改造供热管网13公里，燃气管道8.5公里。力争新增停车泊位2000个以上。我们要乘风破浪、勇往直前！

持续完善水源保障。6月底前建成竹箬水厂。完善城市精细化管
理机制，<统筹>推进“全域公园城市”建设。

（二）办好民生实事。新建改建幼儿园5所，新增普惠学位1200个。开展文化惠民活动300场以上。

名词解释

1.全域公园城市：公园与城市相融的城市。
"""


def open_text(by: User, text: str = TEXT, title: str = "云浦区2026年政府工作报告") -> Report:
    data = text.encode()
    source = load_bytes(data, "报告.txt")
    return open_report(by=by, source=source, original=data, title=title, place="云浦区", year=2026, at=AT)
