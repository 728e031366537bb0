"""Fills what a checkout lacks and a wheel carries: the browser's libraries and the compiled messages.

Runs as a hatch build hook (``pip install -e .`` and ``python -m build`` call it) and by hand:
``python hatch_build.py``. Both steps are skipped when their result is already there and fresh, so a wheel
built from a filled source archive needs neither Node nor network.

With ``LUOSHI_COMPILED=1`` a wheel carries the reading as machine code beside its source (``make wheel-compiled``): the
same reading, faster, for this machine's kind and this Python only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
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

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fill the vendor folder and compile the messages."""
        root = Path(self.root)
        fill(root)
        if version == "standard" and os.environ.get("LUOSHI_COMPILED") == "1":
            add_machine_code(root, build_data)


def add_machine_code(root: Path, build_data: dict[str, Any]) -> None:
    """Compile the reading and put what comes of it into the wheel, which then names its Python and its platform."""
    copy = root / "build" / "compiled"
    subprocess.run([sys.executable, "scripts/compile_reading.py", str(copy)], cwd=root, check=True)  # noqa: S603
    modules = [*copy.rglob("*.so"), *copy.rglob("*.pyd")]
    build_data["force_include"].update({str(path): path.relative_to(copy).as_posix() for path in modules})
    build_data["pure_python"] = False
    build_data["infer_tag"] = True


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
