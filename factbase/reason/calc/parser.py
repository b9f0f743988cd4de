"""Tokens → tree, by precedence: `* /` before `+ -`, both from the left."""

from __future__ import annotations

import re
from fractions import Fraction

from factbase.errors import ExpressionError
from factbase.phrase import phrase
from factbase.reason.calc.lexer import Token, read_tokens
from factbase.reason.calc.tree import Binary, Expression, MeasureName, Negated, Node, NumberNode

__all__ = ["parse"]

_MAX_LENGTH = 2_000
_MAX_DEPTH = 60
_CHINESE = {"万": 10**4, "亿": 10**8, "兆": 10**12, "百万": 10**6, "千万": 10**7}
_NAME = re.compile(r"(?P<path>.*?)(?:\[(?P<scope>[^\]]*)\])?(?:@(?P<period>[^\]]*))?$")
_PART = re.compile(r"\"([^\"]+)\"|“([^”]+)”|([^.\"“]+)")


def parse(text: str) -> Expression:
    """The expression. Raises `ExpressionError` with the place of the fault."""
    if len(text) > _MAX_LENGTH:
        raise ExpressionError(
            phrase("the expression is longer than {max_length} characters", max_length=_MAX_LENGTH),
            text[:80],
            0,
        )
    reader = _Reader(text)
    if reader.now.kind == "end":
        raise ExpressionError(phrase("the expression is empty"), text, 0)
    root = reader.sum(0)
    unit = Token("unit", "", 0, 0)
    if reader.now.kind == "in":
        reader.take()
        unit = reader.take()
    if reader.now.kind != "end":
        raise ExpressionError(
            phrase("an operator is missing before this"), text, reader.now.start, reader.now.end
        )
    return Expression(text, root, unit.text, unit.start, unit.end)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = read_tokens(text)
        self.at = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.now
        self.at += 1
        return token

    def sum(self, depth: int) -> Node:
        left = self.product(depth)
        while self.now.kind == "operator" and self.now.text in "+-":
            operator = self.take()
            right = self.product(depth)
            left = Binary(operator.text, left, right, operator.start, left.start, right.end)
        return left

    def product(self, depth: int) -> Node:
        left = self.factor(depth)
        while self.now.kind == "operator" and self.now.text in "*/":
            operator = self.take()
            right = self.factor(depth)
            left = Binary(operator.text, left, right, operator.start, left.start, right.end)
        return left

    def factor(self, depth: int) -> Node:
        token = self.take()
        if depth > _MAX_DEPTH:
            raise ExpressionError(phrase("too many brackets inside one another"), self.text, token.start)
        if token.kind == "number":
            return self._number(token)
        if token.kind == "name":
            return _measure(token, self.text)
        if token.text == "-" and token.kind == "operator":
            inner = self.factor(depth + 1)
            return Negated(inner, token.start, inner.end)
        if token.text == "(":
            inner = self.sum(depth + 1)
            if self.now.text != ")":
                raise ExpressionError(
                    phrase("this bracket is never closed"), self.text, token.start, token.end
                )
            self.take()
            return inner
        what = (
            phrase("a measure or number is missing here")
            if token.kind == "end"
            else phrase("{text!r} cannot stand here", text=token.text)
        )
        raise ExpressionError(what, self.text, token.start, token.end)

    def _number(self, token: Token) -> Node:
        digits = re.match(r"[\d,.]+(?:[eE][+-]?(\d+))?", token.text)
        assert digits is not None
        if len(digits.group()) > 100 or len(digits[1] or "") > 3:
            # Refused by its spelling: to write such a number out would take longer than anyone waits.
            raise ExpressionError(
                phrase("the number is too large or too long"), self.text, token.start, token.end
            )
        value = Fraction(digits.group().replace(",", ""))
        for word in re.findall(r"千万|百万|[万亿兆]", token.text[digits.end() :]):
            value *= _CHINESE[word]
        if abs(value) > 10**60:
            raise ExpressionError(phrase("the number is too large"), self.text, token.start, token.end)
        if self.now.kind == "unit":
            unit = self.take()
            return NumberNode(value, unit.text, token.start, unit.end)
        return NumberNode(value, "", token.start, token.end)


def _measure(token: Token, text: str) -> MeasureName:
    found = _NAME.match(token.text)
    assert found is not None
    parts = ["".join(p) for p in _PART.findall(found["path"])]
    if len(parts) < 2:
        hint = phrase("name a metric too: entity.metric")
        if "-" in token.text:
            hint = phrase("name a metric too: entity.metric (a minus is written with spaces around it)")
        raise ExpressionError(hint, text, token.start, token.end)
    entity, metric = ".".join(parts[:-1]), parts[-1]
    return MeasureName(entity, metric, found["scope"], found["period"] or "", token.start, token.end)
