"""Homes made by ``luoshi init``, with the demo and without: each once for all tests and processes, to be copied."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class MadeHome:
    """A home as the command left it, and what the command printed. Nobody writes into ``home``: see ``copied_to``."""

    home: Path
    printed: str

    def copied_to(self, home: Path) -> Path:
        """A copy to write into, with the rights on its files."""
        shutil.copytree(self.home, home)
        return home


def make_once(folder: Path, *flags: str) -> MadeHome:
    """The home that ``luoshi init`` makes: made by whoever asks first for it in this folder, while the others wait."""
    home, printed = folder / "home", folder / "printed"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not printed.exists():
            shutil.rmtree(home, ignore_errors=True)
            printed.write_text(_init(home, *flags), encoding="utf-8")
    return MadeHome(home, printed.read_text(encoding="utf-8"))


def begin_making(folder: Path, *flags: str) -> None:
    """Have a process make the home while tests go on; whoever needs it meanwhile waits for it in ``make_once``."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.Popen([sys.executable, "-m", "tests.homes", folder, *flags], cwd=ROOT)


def _init(home: Path, *flags: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "luoshi", "init", *flags],
        env={**bare_environment(), "LUOSHI_HOME": str(home)},
        cwd=home.parent, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.fail(f"luoshi init ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def bare_environment() -> dict[str, str]:
    """What a user's shell has: nothing of luoshi's own but the place of its code."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("LUOSHI_")}
    return {**kept, "PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    make_once(Path(sys.argv[1]), *sys.argv[2:])
