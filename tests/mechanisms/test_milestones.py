"""A pack that settles milestones is checked as the rest of it is: every mistake has its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from luoshi.mechanisms import check_pack, explain_fault, load_pack, shipped_folders


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The shipped pack of projects, to be spoilt."""
    shipped = next(each for each in shipped_folders() if each.name == "projects")
    return Path(shutil.copytree(str(shipped), tmp_path / "projects"))


def test_words_of_the_stages_are_read_in_the_order_of_the_stages(pack: Path) -> None:
    declared = load_pack(pack).milestone("stages")

    assert list(declared.words) == ["立项", "开工", "封顶", "竣工", "投用", "验收"]
    assert (declared.things, declared.called) == ("projects", ("name",))


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('project = "project"', 'project = "proof"', "没有关联（x-link）"),
        ('project = "project"', 'project = "dragon"', "“dragon”不存在"),
        ('stage = "stage"', 'stage = "proof"', "不是选项字段"),
        ('called = ["name"]', 'called = ["nick"]', "“nick”不存在"),
        ('called = ["name"]', "", "缺少“called”"),
        ('"验收" = ["验收"', '"剪彩" = ["验收"', "“剪彩”不能是“剪彩”"),
        ('"投用" = ["投用"', '"投用" = ["竣工"', "“竣工”已经用过了"),
        ('"投用" = ["投用"', '"投用" = [3', "类型不对"),
    ],
)
def test_every_mistake_is_named_with_its_line(pack: Path, written: str, instead: str, said: str) -> None:
    file = pack / "pack.toml"
    text = file.read_text(encoding="utf-8")
    assert text.count(written) >= 1
    head, _, tail = text.rpartition(written)
    file.write_text(head + instead + tail, encoding="utf-8")

    faults = check_pack(pack)

    found = [each for each in faults if said in explain_fault(each)]
    assert found, [explain_fault(each) for each in faults]
    assert found[0].file == "pack.toml"
    assert found[0].line > text[: text.index("[[milestone]]")].count("\n")
