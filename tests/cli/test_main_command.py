"""The command ``luoshi`` itself: its help is quick, its subcommands come when called."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest
from click.testing import CliRunner

from luoshi import __version__
from luoshi.cli import main
from luoshi.reading import is_compiled


def test_help_lists_every_command_without_importing_one() -> None:
    code = (
        "import sys; from luoshi.cli import main; main(['--help'], standalone_mode=False);"
        "print([m for m in sys.modules if m.startswith(('django', 'rich', 'lxml', 'luoshi.cli.'))])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode()
    assert all(name in found for name in ("read", "init", "serve", "政府工作报告"))
    assert found.rstrip().endswith("[]")


def test_the_version_is_told_and_whether_the_reading_is_machine_code() -> None:
    kind = "machine code" if is_compiled() else "Python"
    told = CliRunner().invoke(main, ["--version"]).stdout.strip()
    assert told.startswith(f"luoshi {__version__} ")
    assert told.endswith(kind)


def test_an_unknown_command_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["raed"]).exit_code == 2


def test_help_of_read_tells_the_exit_codes_and_the_formats() -> None:
    text = CliRunner().invoke(main, ["read", "--help"]).stdout
    assert all(words in text for words in ("退出码", "jsonl", "xlsx", "-o"))


@pytest.mark.skipif(find_spec("luoshi.cli.office_command") is None, reason="the office has no commands yet")
@pytest.mark.parametrize("name", ["init", "serve"])
def test_without_the_office_extra_its_commands_say_what_to_install(name: str) -> None:
    code = f"import sys; sys.modules['django'] = None; from luoshi.cli import main; main([{name!r}])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert found.returncode == 1
    assert "pip install luoshi[office]" in found.stderr.decode()
    assert "Traceback" not in found.stderr.decode()


def test_python_m_luoshi_is_the_same_command() -> None:
    found = subprocess.run([sys.executable, "-m", "luoshi", "--version"], capture_output=True, check=True)
    assert found.stdout.decode().startswith(f"luoshi {__version__} ")
