"""Chinese numerals: 三千五百万, 一点五, 十几, 两三百, 三分之二, with the digits' own 万 and 亿."""

from __future__ import annotations

from functools import lru_cache

from factbase.quantity.numbers import Number, from_digits, scaled, whole

__all__ = ["DIGITS", "NUMERALS", "SCALES", "read_fraction", "read_magnitude", "read_numeral", "read_scale"]

DIGITS: dict[str, int] = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9, "俩": 2, "仨": 3,
}  # fmt: skip
SMALL: dict[str, int] = {"十": 1, "百": 2, "千": 3, "拾": 1, "佰": 2, "仟": 3}
SCALES: dict[str, int] = {"万": 4, "亿": 8}
NUMERALS = "".join(DIGITS) + "".join(SMALL) + "".join(SCALES)
_POWERS = SMALL | SCALES


def read_scale(text: str, at: int, zhao: int = 0) -> tuple[int, int]:
    """The power of ten that 千万, 亿, 万亿 … add to the digits before `at`, and where they end.

    A smaller unit never follows a larger one, so the 千 of 50万千瓦时 stays with its unit.

    >>> read_scale("12万亿元", 2), read_scale("50万千瓦", 2)
    ((12, 4), (4, 3))
    """
    power, last, end = 0, 0, at
    while True:
        c = text[end : end + 1]
        step = _POWERS.get(c, 0) if c != "兆" else zhao
        if not step or step < last:
            return power, end
        power, last, end = power + step, step, end + 1
        if power > 32:
            return 0, at


@lru_cache(maxsize=8192)
def read_numeral(run: str) -> Number | None:
    """The number that a whole run of numeral characters writes (`点` for decimals), or `None` if it is none.

    Two neighbouring digits that ascend are a range (两三百 is 200 to 300), as is 三五.

    >>> read_numeral("三千五百万").top, read_numeral("两三百").high, read_numeral("一点五亿").top
    (35000000, 300, 150000000)
    """
    if len(run) > 24:
        return None
    if "点" in run:
        return _decimal(run)
    if len(run) == 1 and run in DIGITS:
        return whole(DIGITS[run])
    low, high = _pair(run)
    if high:
        lower, upper = _whole(low), _whole(high)
        if lower is None or upper is None or lower.top >= upper.top:
            return None
        return lower._replace(high=upper.top, inner="range")
    return _whole(run)


def read_fraction(run: str, below: str) -> Number | None:
    """`below` 分之 … read from its two numerals: 三分之二 is ("二" of "三"); 百 and 千 are percent and per mille."""
    denominator = {"百": 100, "千": 1000, "万": 10000, "十": 10}.get(below)
    if below in ("百", "千", "万"):
        part = read_any(run)
        if part is None or denominator is None or part.inner not in ("", "range"):
            return None
        return part._replace(bottom=part.bottom * denominator, scaled=True)
    top, bottom = read_any(run), read_numeral(below)
    if top is None or bottom is None or not bottom.top or top.inner or top.bottom != 1 or bottom.bottom != 1:
        return None
    return Number(top.top, bottom.top, 0, 0, 1, share=True)


def read_any(run: str) -> Number | None:
    """A run of Arabic digits with an optional point, or of Chinese numerals."""
    if run[:1].isascii():
        head, _, tail = run.partition(".")
        if not head.isdecimal() or len(head + tail) > 24 or (tail and not tail.isdecimal()):
            return None
        return from_digits(head + tail, len(tail))
    return read_numeral(run)


def read_magnitude(run: str) -> tuple[int, int] | None:
    """The decade that 数百万 or 几十 (without its first character) stands for: `[low, 10 · low)`."""
    power, end = read_scale(run, 0)
    if end != len(run) or not power:
        return None
    return 10**power, 10 ** (power + 1)


def _decimal(run: str) -> Number | None:
    head, _, tail = run.partition("点")
    end = 0
    while end < len(tail) and tail[end] in DIGITS:
        end += 1
    power, stop = read_scale(tail, end)
    before = _whole(head) if head else None
    if before is None or not end or stop != len(tail):
        return None
    digits = str(before.top) + "".join(str(DIGITS[c]) for c in tail[:end])
    return from_digits(digits, end, power)


def _pair(run: str) -> tuple[str, str]:
    """The two numerals of a run with two neighbouring ascending digits, or two empty strings."""
    for i in range(len(run) - 1):
        a, b = DIGITS.get(run[i], 0), DIGITS.get(run[i + 1], 0)
        if a and b:
            nearby = b == a + 1 or (a, b) == (3, 5)
            alone = (i == 0 or run[i - 1] not in DIGITS) and (i + 2 >= len(run) or run[i + 2] not in DIGITS)
            inside = i > 0 and run[i - 1] in "千万亿" and run[i + 2 : i + 3] in tuple(SMALL)
            if nearby and alone and (i == 0 or run[i - 1] in "十百" or inside):
                return run[: i + 1] + run[i + 2 :], run[:i] + run[i + 1 :]
            return "", ""
    return "", ""


def _whole(run: str) -> Number | None:
    """A whole number: positional (二〇二三), or with 十百千 inside sections that 万 and 亿 close."""
    value = _value(run)
    if value is None:
        return None
    power, end = 0, len(run)
    while end and run[end - 1] in SCALES:
        end -= 1
        power += SCALES[run[end]]
    if power:
        return scaled(whole(value // 10**power), power)
    return whole(value, is_scaled="万" in run or "亿" in run)


def _value(run: str) -> int | None:
    for scale, power in (("亿", 8), ("万", 4)):
        if scale in run:
            left, _, right = run.rpartition(scale)
            above = _value(left) if left else 1
            below = _value(right) if right else 0
            if (
                not above
                or below is None
                or (right and (not left or right[0] in SMALL))
                or below >= 10**power
            ):
                return None
            if len(right) == 1 and below:  # 三万五 is 35000
                below *= int(10 ** (power - 1))
            return int(above * 10**power + below)
    return _section(run)


def _section(run: str) -> int | None:
    """A number below 万: 三百零五, 十二, 三百五 (350), or plain digits 二〇二三."""
    if all(c in DIGITS for c in run):
        return int("".join(str(DIGITS[c]) for c in run)) if 0 < len(run) <= 12 else None
    total, digit, last = 0, -1, 9
    for c in run:
        if c in DIGITS:
            if digit > 0:
                return None
            digit = DIGITS[c]
        else:
            power = SMALL[c]
            if power >= last or digit == 0 or (digit < 0 and total):
                return None
            total += (1 if digit < 0 else digit) * 10**power
            digit, last = -1, power
    if digit > 0:
        bare = run[-2] in SMALL and last > 1
        total += digit * 10 ** (last - 1) if bare else digit
    return total
