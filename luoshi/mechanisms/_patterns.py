"""A small set of regular expressions whose running time has a bound.

Taken: characters, ``.``, ``\\d \\w \\s`` and their opposites, classes, groups, ``|``, ``? * + {m,n}``, ``^ $``.
Refused: back references, look-around, flags, lazy and possessive forms. Of what is taken, ``check_pattern`` counts in
how many ways a backtracking engine can try to match one text; above ``MOST_WAYS`` the pattern is refused. So
``(a+)+b`` is refused, and ``[^@]+@[^@]+`` passes for fields of a sane length.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_WAYS = 20_000
MOST_REPEATS = 1000
LONGEST_PATTERN = 300
DEEPEST = 20
ESCAPES = frozenset("dDwWsS")
SPECIAL = frozenset("\\.[](){}?*+|^$/-")


class PatternError(Exception):
    """The pattern is not in the set (``explodes`` false), or can take too long."""

    def __init__(self, offset: int, *, explodes: bool = False) -> None:
        self.offset, self.explodes = offset, explodes
        super().__init__(offset, explodes)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a pattern: in how many ways it can match from one place, and what it must begin with (if one thing)."""

    ways: int
    first: str | None = None


def check_pattern(pattern: str, longest: int) -> None:
    """Raise PatternError unless ``re.search`` with it on a text of up to ``longest`` characters is quick."""
    if len(pattern) > LONGEST_PATTERN:
        raise PatternError(LONGEST_PATTERN)
    reader = _Reader(pattern, max(1, longest))
    piece = reader.alternatives(0)
    if reader.at < len(pattern):
        raise PatternError(reader.at)
    if piece.ways > MOST_WAYS:
        raise PatternError(0, explodes=True)


class _Reader:
    """Recursive descent over one pattern."""

    def __init__(self, pattern: str, longest: int) -> None:
        self.pattern, self.longest, self.at = pattern, longest, 0

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def alternatives(self, depth: int) -> _Piece:
        """a|b|c: the ways add up, unless each begins with another character, so that at most one can match."""
        if depth > DEEPEST:
            raise PatternError(self.at)
        branches = [self._sequence(depth)]
        while self.peek() == "|":
            self.at += 1
            branches.append(self._sequence(depth))
        firsts = {each.first for each in branches}
        if None not in firsts and len(firsts) == len(branches):
            return _Piece(max(each.ways for each in branches), branches[0].first if len(branches) == 1 else None)
        return _Piece(_capped(sum(each.ways for each in branches)))

    def _sequence(self, depth: int) -> _Piece:
        ways, first, start = 1, None, True
        while self.peek() not in ("", "|", ")"):
            piece = self._repeated(self._atom(depth))
            ways = _capped(ways * piece.ways)
            if start and piece.first != "":
                first, start = piece.first, False
        return _Piece(ways, first)

    def _atom(self, depth: int) -> _Piece:
        character = self.peek()
        self.at += 1
        if character == "(":
            return self._group(depth)
        if character == "[":
            self._character_class()
            return _Piece(1)
        if character == "\\":
            escaped = self.peek()
            if escaped not in ESCAPES and escaped not in SPECIAL:
                raise PatternError(self.at)
            self.at += 1
            return _Piece(1, None if escaped in ESCAPES else escaped)
        if character in "^$":
            return _Piece(1, "")
        if character in "*+?{}])":
            raise PatternError(self.at - 1)
        return _Piece(1, None if character == "." else character)

    def _group(self, depth: int) -> _Piece:
        if self.peek() == "?":
            if self.pattern[self.at : self.at + 2] != "?:":
                raise PatternError(self.at)
            self.at += 2
        piece = self.alternatives(depth + 1)
        if self.peek() != ")":
            raise PatternError(self.at)
        self.at += 1
        return piece

    def _character_class(self) -> None:
        if self.peek() == "^":
            self.at += 1
        if self.peek() == "]":
            raise PatternError(self.at)
        while self.peek() != "]":
            if self.peek() in ("", "["):
                raise PatternError(self.at)
            if self.peek() == "\\":
                self.at += 1
                if self.peek() not in ESCAPES and self.peek() not in SPECIAL:
                    raise PatternError(self.at)
            self.at += 1
        self.at += 1

    def _repeated(self, piece: _Piece) -> _Piece:
        """How often: each extra turn that may or may not be taken is a choice the engine can go back on."""
        least, most = self._bounds()
        if self.peek() in ("?", "+", "*", "{") and (least, most) != (1, 1):
            raise PatternError(self.at)
        if least == most:
            return _Piece(_power(piece.ways, most), piece.first if most else "")
        if piece.ways == 1:
            return _Piece(max(1, min(most, self.longest) - least + 1), None)
        return _Piece(_capped(sum(_power(piece.ways, each) for each in range(least, min(most, 40) + 1))), None)

    def _bounds(self) -> tuple[int, int]:
        mark = self.peek()
        if mark in ("?", "*", "+") and mark:
            self.at += 1
            return {"?": (0, 1), "*": (0, self.longest), "+": (1, self.longest)}[mark]
        if mark != "{":
            return 1, 1
        end = self.pattern.find("}", self.at)
        low, comma, high = self.pattern[self.at + 1 : end].partition(",")
        if end < 0 or not low.isdecimal() or not (high.isdecimal() or not high):
            raise PatternError(self.at)
        least = int(low)
        most = int(high) if high else (self.longest if comma else least)
        if least > MOST_REPEATS or most > MOST_REPEATS or (high and most < least):
            raise PatternError(self.at)
        self.at = end + 1
        return least, max(least, most)


def _capped(ways: int) -> int:
    return min(ways, MOST_WAYS + 1)


def _power(ways: int, times: int) -> int:
    if ways <= 1:
        return ways
    return _capped(ways ** min(times, 20))
