"""Text to tree. Precedence, loosest first: or, and, not, comparison, + -, * /, minus sign."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.mechanisms.expressions._faults import ExpressionCode, ExpressionError
from luoshi.mechanisms.expressions._syntax import (
    Aggregate,
    Binary,
    Call,
    FieldOf,
    IsEmpty,
    Literal,
    Membership,
    Node,
    Scope,
    SettingOf,
    Today,
    Unary,
)

LONGEST = 2000
DEEPEST = 40
AGGREGATES = frozenset({"count", "sum", "latest", "earliest", "largest", "smallest"})
_TOKEN = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)|(?P<text>'(?:''|[^'])*')|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign><=|>=|!=|[=<>+\-*/(),.])"
)
_SPACE = re.compile(r"\s+")
_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
_WORDS = frozenset({"and", "or", "not", "in", "is", "empty", "true", "false", "today", "setting", "before", "this"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    offset: int


def parse_expression(text: str) -> Node:
    """The tree of an expression. Raises ExpressionError at the first character that does not fit."""
    parser = _Parser(_tokens(text))
    node = parser.either(0)
    parser.expect_end()
    return node


def _tokens(text: str) -> list[_Token]:
    if not text.strip():
        raise ExpressionError(ExpressionCode.EMPTY, 0)
    if len(text) > LONGEST:
        raise ExpressionError(ExpressionCode.TOO_LONG, LONGEST, expected=str(LONGEST))
    tokens, at = [], 0
    while at < len(text):
        space = _SPACE.match(text, at)
        if space:
            at = space.end()
            continue
        match = _TOKEN.match(text, at)
        if match is None:
            code = ExpressionCode.UNFINISHED_TEXT if text[at] == "'" else ExpressionCode.STRANGE_CHARACTER
            raise ExpressionError(code, at, text[at])
        tokens.append(_Token(str(match.lastgroup), match[0], at))
        at = match.end()
    return [*tokens, _Token("end", "", len(text))]


class _Parser:
    """Recursive descent; every level counts its depth, so that no input can exhaust the stack."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens, self._at = tokens, 0

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        token = self._next
        self._at += 1
        return token

    def _accept(self, *texts: str) -> _Token | None:
        if self._next.kind in ("sign", "name") and self._next.text in texts:
            return self._take()
        return None

    def _expect(self, text: str) -> _Token:
        token = self._accept(text)
        if token is None:
            raise ExpressionError(ExpressionCode.EXPECTED, self._next.offset, self._next.text, text)
        return token

    def expect_end(self) -> None:
        if self._next.kind != "end":
            raise ExpressionError(ExpressionCode.EXPECTED, self._next.offset, self._next.text, "and / or")

    def either(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise ExpressionError(ExpressionCode.TOO_DEEP, self._next.offset, expected=str(DEEPEST))
        node = self._both(depth)
        while token := self._accept("or"):
            node = Binary("or", node, self._both(depth), token.offset)
        return node

    def _both(self, depth: int) -> Node:
        node = self._negation(depth)
        while token := self._accept("and"):
            node = Binary("and", node, self._negation(depth), token.offset)
        return node

    def _negation(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise ExpressionError(ExpressionCode.TOO_DEEP, self._next.offset, expected=str(DEEPEST))
        if token := self._accept("not"):
            return Unary("not", self._negation(depth + 1), token.offset)
        return self._comparison(depth)

    def _comparison(self, depth: int) -> Node:
        left = self._sum(depth)
        if token := self._accept(*_COMPARISONS):
            return Binary(token.text, left, self._sum(depth), token.offset)
        if token := self._accept("is"):
            negated = self._accept("not") is not None
            self._expect("empty")
            return IsEmpty(left, negated, token.offset)
        negation = self._accept("not")
        if token := self._accept("in"):
            return Membership(left, self._options(depth), negation is not None, token.offset)
        if negation:
            raise ExpressionError(ExpressionCode.EXPECTED, self._next.offset, self._next.text, "in")
        return left

    def _options(self, depth: int) -> tuple[Node, ...]:
        if self._next.text != "(":
            return (self._sum(depth),)
        self._expect("(")
        options = [self._sum(depth + 1)]
        while self._accept(","):
            options.append(self._sum(depth + 1))
        self._expect(")")
        return tuple(options)

    def _sum(self, depth: int) -> Node:
        node = self._product(depth)
        while token := self._accept("+", "-"):
            node = Binary(token.text, node, self._product(depth), token.offset)
        return node

    def _product(self, depth: int) -> Node:
        node = self._signed(depth)
        while token := self._accept("*", "/"):
            node = Binary(token.text, node, self._signed(depth), token.offset)
        return node

    def _signed(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise ExpressionError(ExpressionCode.TOO_DEEP, self._next.offset, expected=str(DEEPEST))
        if token := self._accept("-"):
            return Unary("-", self._signed(depth + 1), token.offset)
        return self._atom(depth)

    def _atom(self, depth: int) -> Node:
        token = self._take()
        if token.kind == "number":
            return Literal(float(token.text) if "." in token.text else int(token.text), token.offset)
        if token.kind == "text":
            return Literal(token.text[1:-1].replace("''", "'"), token.offset)
        if token.text == "(":
            node = self.either(depth + 1)
            self._expect(")")
            return node
        if token.kind != "name":
            raise ExpressionError(ExpressionCode.EXPECTED, token.offset, token.text, "…")
        return self._word(token, depth)

    def _word(self, token: _Token, depth: int) -> Node:
        match token.text:
            case "true" | "false":
                return Literal(token.text == "true", token.offset)
            case "today":
                return Today(token.offset)
            case "setting":
                self._expect(".")
                return SettingOf(self._name(), token.offset)
            case "before" | "this":
                self._expect(".")
                return FieldOf(Scope(token.text), self._name(), token.offset)
        if token.text in _WORDS:
            raise ExpressionError(ExpressionCode.EXPECTED, token.offset, token.text, "…")
        if self._next.text == "(":
            return self._call(token, depth)
        return FieldOf(Scope.HERE, token.text, token.offset)

    def _call(self, name: _Token, depth: int) -> Node:
        self._expect("(")
        if name.text in AGGREGATES:
            return self._aggregate(name, depth)
        arguments = [self.either(depth + 1)] if self._next.text != ")" else []
        while self._accept(","):
            arguments.append(self.either(depth + 1))
        self._expect(")")
        return Call(name.text, tuple(arguments), name.offset)

    def _aggregate(self, name: _Token, depth: int) -> Node:
        register = self._name()
        field = self._name() if self._accept(".") else ""
        where = self.either(depth + 1) if self._accept(",") else None
        self._expect(")")
        return Aggregate(name.text, register, field, where, name.offset)

    def _name(self) -> str:
        token = self._take()
        if token.kind != "name" or token.text in _WORDS:
            raise ExpressionError(ExpressionCode.EXPECTED, token.offset, token.text, "…")
        return token.text
