"""Invented corpora, small and large."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from luoshi.corpus._kernel import read_ipc
from luoshi.corpus._tables import from_ipc

REPORT = """云浦区政府工作报告

一、2025年工作回顾
新建公园8处，改造道路5公里。
二、2026年工作安排
（一）提升城市功能。更新改造供热管网13公里、燃气管道8.5公里，6月底前新建口袋公园12处以上。建成云浦大桥。
（二）做强实体经济。力争规上工业增加值增长5%—6%，新增就业{number}人。
"""
PROMISES_IN_REPORT = 6
DEADLY = "此件会使读取进程终止"


def report(number: int) -> str:
    return REPORT.format(number=1000 + number)


def fill(folder: Path, documents: int, *, kilobytes: int = 0) -> Path:
    """A folder of reports, each with so much more to look back on, which is soon read."""
    past = "全区上下同心协力，各项事业稳步前进，群众生活持续改善。\n" * (kilobytes * 1000 // 82)
    for number in range(documents):
        place = folder / f"第{number % 7}县"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{2000 + number}.txt").write_text(report(number).replace("新建公园8处", past), encoding="utf-8")
    return folder


def read_or_die(data: bytes) -> bytes:
    """The kernel, in a world where one document kills the process that reads it."""
    if any(DEADLY in (text or "") for text in from_ipc(data).column("text").to_pylist()):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_ipc(data)
