"""What in a phrase is a name: learnt from what reports of unrelated regions share."""

from __future__ import annotations

import pytest

from luoshi.reading._common import own_characters


@pytest.mark.parametrize(
    ("text", "own"), [("青蓑河", 3), ("鹭汀小学", 2), ("污水处理厂", 0), ("运行监测平台", 0), ("ABC实验室", 1), ("", 0)]
)
def test_characters_in_no_common_pair_are_own(text: str, own: int) -> None:
    assert own_characters(text) == own
