"""What the package offers."""

from __future__ import annotations

import subprocess
import sys

from luoshi import workdays


def test_every_name_offered_is_there_and_in_order() -> None:
    assert all(hasattr(workdays, name) for name in workdays.__all__)
    assert workdays.__all__ == sorted(workdays.__all__)


def test_it_needs_neither_django_nor_any_package() -> None:
    code = (
        "import sys; import luoshi.workdays; print([m for m in sys.modules if m.split('.')[0] in ('django','click')])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"[]"
