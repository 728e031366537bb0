"""A folder that is only in memory: a pack as some database kept it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import IO, Any


class TextFile(Traversable):
    """One file of such a folder."""

    def __init__(self, name: str, text: str | None) -> None:
        self._name, self._text = name, text

    @property
    def name(self) -> str:
        """Its name in the folder."""
        return self._name

    def is_file(self) -> bool:
        """Is it there?"""
        return self._text is not None

    def is_dir(self) -> bool:
        """Never."""
        return False

    def iterdir(self) -> Iterator[Traversable]:
        """Nothing inside."""
        return iter(())

    def joinpath(self, *descendants: Any) -> Traversable:
        """Nothing inside."""
        return TextFile("/".join(map(str, descendants)), None)

    def __truediv__(self, child: Any) -> Traversable:
        """Nothing inside."""
        return self.joinpath(child)

    def read_bytes(self) -> bytes:
        """Its text in UTF-8."""
        return (self._text or "").encode()

    def read_text(self, encoding: str | None = None) -> str:
        """Its text."""
        return self._text or ""

    def open(self, mode: Any = "r", *args: Any, **kwargs: Any) -> IO[Any]:
        """Its text, or its bytes in UTF-8."""
        text = self._text or ""
        return io.BytesIO(text.encode()) if "b" in str(mode) else io.StringIO(text)


class TextFolder(TextFile):
    """The folder itself."""

    def __init__(self, name: str, files: Mapping[str, str]) -> None:
        super().__init__(name, None)
        self._files = files

    def is_dir(self) -> bool:
        """Always."""
        return True

    def iterdir(self) -> Iterator[Traversable]:
        """Its files by name."""
        return (TextFile(name, self._files[name]) for name in sorted(self._files))

    def joinpath(self, *descendants: Any) -> Traversable:
        """The file of that name, there or not."""
        name = "/".join(map(str, descendants))
        return TextFile(name, self._files.get(name))
