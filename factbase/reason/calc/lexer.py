"""Text of an expression → tokens with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

from factbase.errors import ExpressionError
from factbase.phrase import phrase

__all__ = ["Token", "read_tokens"]


class Token(NamedTuple):
    """`kind` is `number`, `unit`, `name`, `operator`, `in` or `end`; the text is `[start, end)` of the expression."""

    kind: str
    text: str
    start: int
    end: int


_WORD = r"[^\s+*/×÷()\[\]@\"“”−,-]"
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?(?:[万亿兆]|千万|百万)*")
# A name holds hyphens and dots between its characters; a quoted part may hold anything. [scope] and @period follow it.
_NAME = re.compile(
    rf"(?:\"[^\"]+\"|“[^”]+”|{_WORD}+(?:-{_WORD}+)*)(?:\.(?:\"[^\"]+\"|“[^”]+”|{_WORD}+(?:-{_WORD}+)*))*"
    r"(?:\[[^\]]*\])?(?:@[0-9A-Za-z:/.-]*[0-9A-Za-z.])?"
)
_UNIT = re.compile(r"[A-Za-z%°µ￥$€£\u4e00-\u9fff][\w%°^]*(?:[/*·][A-Za-z%°µ\u4e00-\u9fff][\w%°^]*)*")
_IN = re.compile(r"in\b|换算为|折合")
_OPERATORS = {"+": "+", "-": "-", "−": "-", "*": "*", "×": "*", "/": "/", "÷": "/", "(": "(", ")": ")"}


def read_tokens(text: str) -> list[Token]:
    """The tokens, an `end` last. Raises `ExpressionError` where none fits.

    >>> [t.text for t in read_tokens("ipcei-me-ct.public_funding / 2 in USD")][:4]
    ['ipcei-me-ct.public_funding', '/', '2', 'in']
    """
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _next(text, at, tokens[-1] if tokens else None)
        if token is None:
            raise ExpressionError(phrase("{text!r} has no meaning here", text=text[at]), text, at)
        tokens.append(token)
        at = token.end
        if token.kind == "in":
            unit = text[at:].strip()
            if not unit:
                raise ExpressionError(
                    phrase("name a unit or currency after `in`"), text, token.start, token.end
                )
            start = text.index(unit, at)
            tokens.append(Token("unit", unit, start, start + len(unit)))
            at = len(text)
    tokens.append(Token("end", "", len(text), len(text)))
    return tokens


def _next(text: str, at: int, before: Token | None) -> Token | None:
    after_value = before is not None and (before.kind in ("number", "unit", "name") or before.text == ")")
    if after_value and (found := _IN.match(text, at)):
        return Token("in", found.group(), at, found.end())
    if before is not None and before.kind == "number" and (found := _UNIT.match(text, at)):
        return Token("unit", found.group(), at, found.end())
    if text[at] in _OPERATORS:
        return Token("operator", _OPERATORS[text[at]], at, at + 1)
    number = _NUMBER.match(text, at)
    name = _NAME.match(text, at)
    if number and not (
        name and name.end() > number.end() and "." in name.group() and not _is_number(name.group())
    ):
        return Token("number", number.group(), at, number.end())
    return Token("name", name.group(), at, name.end()) if name else None


def _is_number(text: str) -> bool:
    """Whether a name-like run of characters is a number with a unit beside it (2.5Wh), not the name of a measure."""
    return re.match(r"\d+\.\d", text) is not None
