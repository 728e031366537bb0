"""Brings the Chinese catalogue up to date with the messages in code and templates, without the gettext tools.

python scripts/messages.py          write new messages into the catalogue and say which lack a translation
python scripts/messages.py check  change nothing; fail if a message is missing, untranslated or no longer used
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "luoshi"
CATALOGUE = PACKAGE / "office/locale/zh_Hans/LC_MESSAGES/django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: luoshi\n"
"Language: zh_Hans\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""
Message = str | tuple[str, ...] | list[str]
Key = tuple[Message, str | None]


def main(arguments: list[str]) -> int:
    """Run the command; 0 if the catalogue is complete."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="zh_Hans")
    used = set(messages())
    held = {(message.id, message.context) for message in catalogue if message.id}
    missing, unused = used - held, held - used
    bare = {(each.id, each.context) for each in catalogue if each.id and not _translated(each.string)}
    for title, these in (("missing", missing), ("no longer used", unused), ("untranslated", bare | missing)):
        for message, _context in sorted(these, key=str):
            print(f"{title}: {message!r}")
    if "check" in arguments:
        return 1 if missing or unused or bare else 0
    update(catalogue, missing, unused)
    return 0


def messages() -> Iterator[Key]:
    """Every message of the package with its context."""
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/**/*.html")]):
        words = path.read_text(encoding="utf-8")
        source = templatize(words, origin=str(path)) if path.suffix == ".html" else words
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(source.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            yield message, context


def update(catalogue: Catalog, missing: set[Key], unused: set[Key]) -> None:
    """Add what is missing, drop what is no longer used, and write the file in a steady order."""
    for message, context in unused:
        catalogue.delete(message, context=context)
    for message, context in missing:
        catalogue.add(message, context=context)
    save(catalogue)


def save(catalogue: Catalog) -> None:
    """Write the file in a steady order, with a header that says nothing that changes by the day."""
    with CATALOGUE.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, catalogue, sort_output=True, width=0, omit_header=True, include_lineno=False)


def _translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
