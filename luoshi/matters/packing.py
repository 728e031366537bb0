"""A pack kept as its files, so that a running matter can always be read by the rules it started with. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable

from luoshi.mechanisms import Pack
from luoshi.mechanisms._loading import Folder
from luoshi.mechanisms._shelf import load_pack

KEPT = (".toml", ".schema.json", ".txt")
CACHED = 200


@dataclass(frozen=True)
class KeptFile:
    """One file of a kept pack."""

    name: str
    text: str

    def is_file(self) -> bool:
        """Is it there?"""
        return bool(self.text)

    def read_bytes(self) -> bytes:
        """As it was."""
        return self.text.encode()


@dataclass(frozen=True)
class KeptFolder:
    """A pack's folder out of its kept files."""

    name: str
    files: Mapping[str, str]

    def __truediv__(self, name: str) -> KeptFile:
        return KeptFile(name, self.files.get(name, ""))

    def iterdir(self) -> Iterator[KeptFile]:
        """Every file."""
        return (KeptFile(name, text) for name, text in self.files.items())


def files_of(folder: Folder) -> dict[str, str]:
    """Everything of a pack's folder that its mechanism rests on, by name."""
    inside: Iterator[Traversable] = iter(folder.iterdir())
    return {each.name: each.read_text(encoding="utf-8-sig") for each in inside if each.name.endswith(KEPT)}


@lru_cache(maxsize=CACHED)
def _unpacked(name: str, files: tuple[tuple[str, str], ...], given: tuple[tuple[str, float], ...]) -> Pack:
    folder = KeptFolder(name, dict(files))
    return load_pack(folder, given=dict(given))  # type: ignore[arg-type]  # the four ways into a folder it uses are there


def unpack(name: str, files: Mapping[str, str], given: Mapping[str, float]) -> Pack:
    """The pack again. Raises PackError when a later program no longer understands it."""
    return _unpacked(name, tuple(sorted(files.items())), tuple(sorted(given.items())))
