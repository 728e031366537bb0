"""Fills what a checkout lacks and a wheel carries: browser libraries, compiled messages, the compiled reading.

Runs as a hatch build hook (``pip install .``, ``pip install -e .`` and ``python -m build`` call it) and by hand:
``python hatch_build.py``. The first two steps are skipped when their result is already there and fresh, so a wheel
built from a filled source archive needs neither Node nor network.

Where a C compiler is at hand, a wheel carries the reading as machine code beside its source: the same reading, faster,
for this machine's kind and this Python only. Without one, or with ``LUOSHI_PURE=1``, it carries the source alone, runs
everywhere, and the build says why. With ``LUOSHI_COMPILED=1`` a build that cannot compile fails. A checkout installed
with ``-e`` keeps reading its own source.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("luoshi/office/static/vendor")
FROM_NPM = {
    "echarts/dist/echarts.common.min.js": "echarts.common.min.js",
    "echarts/LICENSE": "echarts.LICENSE.txt",
    "echarts/NOTICE": "echarts.NOTICE.txt",
}


class OfficeAssets(BuildHookInterface):  # type: ignore[type-arg]
    """Hatch calls ``initialize`` before it collects files."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What pip is to fetch for the build: the compiler of Python where the one of C that it needs is there."""
        reason = why_pure(self.target_name, "standard", os.environ, missing_for_c())
        return [] if reason else list(self.config["compiling"])

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fill the vendor folder and compile the messages; compile the reading where that can be done."""
        root = Path(self.root)
        fill(root)
        reason = why_pure(self.target_name, version, os.environ, [*missing_for_c(), *missing_for_python()])
        if reason is None and not add_machine_code(root, build_data):
            reason = "compiling it failed, see above"
        if reason is None or self.target_name != "wheel" or version != "standard":
            return
        if os.environ.get("LUOSHI_COMPILED") == "1":
            sys.exit(f"LUOSHI_COMPILED=1 asks for a compiled reading: {reason}")
        self.app.display_warning(f"The wheel carries the reading as Python source alone: {reason}")


def why_pure(target: str, version: str, asked: Mapping[str, str], missing: Sequence[str]) -> str | None:
    """Why a build carries the reading as source alone; None where the machine code goes with it.

    ``target`` and ``version`` are hatch's, ``asked`` the environment, ``missing`` what compiling lacks.
    """
    if target != "wheel":
        return "a source archive holds source"
    if version != "standard":
        return "machine code would hide what is edited in the checkout"
    if asked.get("LUOSHI_PURE") == "1":
        return "LUOSHI_PURE=1 asks for it"
    return f"not found: {', '.join(missing)}" if missing else None


def missing_for_c() -> list[str]:
    """What of CPython's headers and the C compiler that it names is not on this machine."""
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "")
    header = Path(sysconfig.get_path("include"), "Python.h")
    found = {
        "CPython": sys.implementation.name == "cpython",
        "a C compiler": bool(compiler) and shutil.which(compiler[0]) is not None,
        "Python.h": header.exists(),
    }
    return [name for name, there in found.items() if not there]


def missing_for_python() -> list[str]:
    return [name for name in ("mypyc", "setuptools") if find_spec(name) is None]


def add_machine_code(root: Path, build_data: dict[str, Any]) -> bool:
    """Compile the reading and put what comes of it into the wheel, which then names its Python and its platform."""
    copy = root / "build" / "compiled"
    done = subprocess.run([sys.executable, "scripts/compile_reading.py", str(copy)], cwd=root, check=False)  # noqa: S603
    if done.returncode:
        return False
    modules = [*copy.rglob("*.so"), *copy.rglob("*.pyd")]
    build_data["force_include"].update({str(path): path.relative_to(copy).as_posix() for path in modules})
    build_data["pure_python"] = False
    build_data["infer_tag"] = True
    return True


def fill(root: Path) -> None:
    """Bring the vendor folder and the message catalogues of the checkout at ``root`` up to date."""
    fill_vendor(root)
    for catalogue in sorted(root.glob("luoshi/*/locale/*/LC_MESSAGES/*.po")):
        compile_catalogue(catalogue)


def fill_vendor(root: Path) -> None:
    """Copy the pinned libraries from npm, once."""
    vendor = root / VENDOR
    if all((vendor / name).exists() for name in FROM_NPM.values()):
        return
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("The office's pages need npm (Node 20 or newer) once, to fill " + str(VENDOR))
    subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=root, check=True)  # noqa: S603
    vendor.mkdir(parents=True, exist_ok=True)
    for source, name in FROM_NPM.items():
        shutil.copyfile(root / "node_modules" / source, vendor / name)


def compile_catalogue(catalogue: Path) -> None:
    """Write the .mo beside a .po, unless it says the same: by content, for a copied file is younger than it is."""
    with catalogue.open("rb") as source:
        messages = read_po(source, locale=catalogue.parent.parent.name, abort_invalid=True)
    written = BytesIO()
    write_mo(written, messages)
    compiled = catalogue.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != written.getvalue():
        compiled.write_bytes(written.getvalue())


if __name__ == "__main__":
    fill(Path(__file__).resolve().parent)
