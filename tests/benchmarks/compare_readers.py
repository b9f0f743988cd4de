"""This reader beside public ones on held-out texts: value with unit, and speed, in one run.

    pip install recognizers-text-suite "emoji<1.7" jionlp     # never a dependency
    python -m tests.benchmarks.compare_readers

A mention counts as found when one with an overlapping span has the same value in the same unit, after conversion with
this project's own table (so that `kilometers` and `m` agree). Cases without a single value (ranges, orders of magnitude)
are left out for everyone. The texts (`tests/heldout/quantities.jsonl`) are of kinds that were not used while any reader
here was built, annotated by this project's policy, and were scored once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

from factbase.quantity.scanner import find_quantities
from factbase.vocabulary.reading import reader_tables
from tests.quantity.score import cases, language, number

_TEXTS = Path(__file__).parent.parent / "heldout" / "quantities.jsonl"
Mention = tuple[int, int, Fraction, str]
Reader = Callable[[str], list[Mention]]


def ours(text: str) -> list[Mention]:
    return [
        (q.start, q.end, q.reading.value, q.unit)
        for q in find_quantities(text, reader_tables())
        if q.reading.value is not None
    ]


def recognizers() -> Reader | None:
    """Microsoft's Recognizers-Text: currencies, dimensions, temperatures, ages, percentages, bare numbers."""
    try:
        from recognizers_number import recognize_number, recognize_percentage
        from recognizers_number_with_unit import (
            recognize_age,
            recognize_currency,
            recognize_dimension,
            recognize_temperature,
        )
    except ImportError:
        return None
    units = reader_tables().units

    def read(text: str) -> list[Mention]:
        culture = "zh-cn" if language(text) == "zh" else "en-us"
        found: list[Mention] = []
        for recognize in (
            recognize_currency,
            recognize_dimension,
            recognize_temperature,
            recognize_age,
            recognize_percentage,
            recognize_number,
        ):
            for item in recognize(text, culture):
                resolution = item.resolution or {}
                raw, name = str(resolution.get("value", "")), str(resolution.get("unit", ""))
                start, end = item.start, item.end + 1
                if any(a < end and start < b for a, b, _, _ in found):
                    continue
                try:
                    value = Fraction(raw.rstrip("%"))
                except (ValueError, ZeroDivisionError):
                    continue
                found.append((start, end, *_canonical(value, "%" if raw.endswith("%") else name, units)))
        return found

    return read


def jionlp() -> Reader | None:
    """JioNLP: money in Chinese."""
    try:
        import contextlib
        import io

        with contextlib.redirect_stdout(io.StringIO()):
            import jionlp as jio
    except ImportError:
        return None
    units = reader_tables().units

    def read(text: str) -> list[Mention]:
        found: list[Mention] = []
        for item in jio.ner.extract_money(text, with_parsing=True) or []:
            detail = item.get("detail") or {}
            value = detail.get("num")
            if isinstance(value, str) and value:
                start, end = item["offset"]
                found.append((start, end, *_canonical(Fraction(value), str(detail.get("case", "")), units)))
        return found

    return read


def _canonical(value: Fraction, name: str, units: object) -> tuple[Fraction, str]:
    unit = units.parse(name) if name else None  # type: ignore[attr-defined]
    if unit is None:
        return value, name or "count"
    return units.convert(value, unit.id, unit.canonical), unit.canonical  # type: ignore[attr-defined]


def wanted(lang: str) -> Iterator[tuple[str, list[Mention]]]:
    for case in cases(_TEXTS):
        if language(case["text"]) != lang:
            continue
        rows = [(q["start"], q["end"], number(q["value"]), q["unit"]) for q in case["quantities"]]
        yield case["text"], [row for row in rows if row[2] is not None]  # type: ignore[misc]


def score(read: Reader, lang: str) -> tuple[float, float, float, float]:
    """Precision, recall, F1 and KB/s."""
    total = found_all = hits = size = 0
    seconds = 0.0
    for text, gold in wanted(lang):
        start = time.process_time()
        found = read(text)
        seconds += time.process_time() - start
        size += len(text.encode())
        total += len(gold)
        found_all += len(found)
        for g in gold:
            hits += any(
                f[0] < g[1] and g[0] < f[1] and f[3] == g[3] and abs(f[2] - g[2]) <= abs(g[2]) / 10**6
                for f in found
            )
    precision, recall = hits / max(found_all, 1), hits / max(total, 1)
    return (
        precision,
        recall,
        2 * precision * recall / max(precision + recall, 1e-9),
        size / 1000 / max(seconds, 1e-9),
    )


def main() -> None:
    print(f"{'reader':18} {'language':8} {'precision':>9} {'recall':>7} {'F1':>6} {'KB/s':>8}")
    for name, read in (("factbase", ours), ("recognizers-text", recognizers()), ("jionlp (money)", jionlp())):
        if read is None:
            print(f"{name:18} not installed")
            continue
        for lang in ("zh", "en") if "jionlp" not in name else ("zh",):
            read("约3亿元")
            precision, recall, f1, speed = score(read, lang)
            print(f"{name:18} {lang:8} {precision:9.2f} {recall:7.2f} {f1:6.2f} {speed:8.0f}")


if __name__ == "__main__":
    main()
