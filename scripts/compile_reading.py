"""``make compiled``: a copy of the package in which the hot modules of the reading are machine code (mypyc).

The copy reads the same, faster (docs/benchmarks.md); it needs a C compiler and Python's headers, which is why it is
extra and the checkout itself stays as it is. Use it with ``PYTHONPATH=build/compiled``, or let ``make wheel-compiled``
put it into a wheel.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
from pathlib import Path

from mypyc.build import mypycify
from setuptools import Distribution

_ROOT = Path(__file__).resolve().parent.parent
# What a sentence goes through. `_model` and `sources` stay as they are: their classes are public, their time is small.
_HOT = (
    *("_lexicon", "_common", "_verbs", "_streets", "_names", "_phrase/*", "_places", "_behind", "_owner/*"),
    *(
        "_attributes",
        "_deadline",
        "_quantity",
        "_resolve",
        "_milestone/*",
        "_promise",
        "_clean",
        "_segment",
        "_sentences",
        "_assemble",
    ),
)

_CONSTANT = re.compile(r"^(?!__)(\w+) = ", re.MULTILINE)
_FUTURE = "from __future__ import annotations\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="the folder that gets the copy")
    target = parser.parse_args().target.resolve()
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(_ROOT / "luoshi", target / "luoshi", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    os.chdir(target)  # mypyc names modules by their path from here
    sources = [str(path) for name in _HOT for path in sorted(Path("luoshi/reading").glob(f"{name}.py"))]
    for source in sources:
        _fix_constants(Path(source))
    extensions = mypycify(["--ignore-missing-imports", "--no-incremental", *sources], opt_level="2", debug_level="0")
    compiler = Distribution({"name": "luoshi", "ext_modules": extensions}).get_command_obj("build_ext")
    compiler.inplace = True
    compiler.ensure_finalized()
    compiler.run()
    shutil.rmtree(target / "build", ignore_errors=True)


def _fix_constants(module: Path) -> None:
    """Say in a module of the copy that what it names at its top stays as it is.

    What could change is looked up by its name at every use, which costs the machine code some percent of its time.
    """
    text = module.read_text(encoding="utf-8")
    if _FUTURE in text:
        fixed = _CONSTANT.sub(r"\1: Final = ", text).replace(_FUTURE, f"{_FUTURE}from typing import Final\n", 1)
        module.write_text(fixed, encoding="utf-8")


if __name__ == "__main__":
    main()
