"""Score the reader against a file of cases: span + value + unit, then hedges, bounds and change ratios of those found.

python -m tests.quantity.score tests/cases/quantities_zh.jsonl [--differences]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from factbase.quantity.rows import quantity_row
from factbase.quantity.scanner import find_quantities
from factbase.vocabulary.reading import reader_tables

BOUNDS = ("low", "high", "low_open", "high_open", "widest_low", "widest_high")
RATIOS = ("ratio_low", "ratio_high")


def cases(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def number(value: object) -> Fraction | None:
    if value is None or value == "":
        return None
    return Fraction(str(value)) if not isinstance(value, bool) else Fraction(int(value))


def same(a: object, b: object) -> bool:
    x, y = number(a), number(b)
    if x is None or y is None:
        return x == y
    return x == y or abs(x - y) <= abs(y) / 10**9


def language(text: str) -> str:
    return "zh" if any("\u4e00" <= c <= "\u9fff" for c in text) else "en"


def matches(found: dict[str, Any], wanted: dict[str, Any]) -> bool:
    spans = found["start"] == wanted["start"] and found["end"] == wanted["end"]
    return spans and found["unit"] == wanted["unit"] and same(found["value"], wanted["value"])


def faults(found: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """The fields of a matched mention that differ; an open side beside a missing bound means nothing."""
    names = []
    for name in BOUNDS + RATIOS:
        wanted_value = wanted.get(name)
        if name.endswith("_open"):
            if wanted.get(name.removesuffix("_open")) is not None and bool(found[name]) != bool(wanted_value):
                names.append(name)
        elif not same(found[name], wanted_value):
            names.append(name)
    return names


def score(path: Path, differences: bool) -> Counter[str]:
    tables = reader_tables()
    counts: Counter[str] = Counter()
    for n, case in enumerate(cases(path), 1):
        text, lang = case["text"], language(case["text"])
        wanted = case["quantities"]
        found = [quantity_row(q) for q in find_quantities(text, tables)]
        counts[f"{lang} wanted"] += len(wanted)
        counts[f"{lang} found"] += len(found)
        problems = []
        for row in wanted:
            hit = next((f for f in found if matches(f, row)), None)
            if hit is None:
                near = [f for f in found if f["start"] < row["end"] and row["start"] < f["end"]]
                read = [(f["text"], f["value"], f["low"], f["high"], f["unit"]) for f in near]
                problems.append(f"want {row['text']!r} {row['value']} {row['unit']} got {read}")
                continue
            counts[f"{lang} matched"] += 1
            counts[f"{lang} hedge"] += hit["hedge"] == row["hedge"]
            wrong = faults(hit, row)
            counts[f"{lang} bounds"] += not [f for f in wrong if f in BOUNDS]
            changed = row.get("ratio_low") is not None or row.get("ratio_high") is not None
            given = hit["ratio_low"] is not None or hit["ratio_high"] is not None
            if changed or given:
                counts[f"{lang} changes"] += 1
                counts[f"{lang} ratio"] += not [f for f in wrong if f in RATIOS]
            counts[f"{lang} counted"] += (hit["counted"] or "") == (row.get("counted") or "")
            if hit["hedge"] != row["hedge"]:
                problems.append(f"{row['text']!r} hedge want {row['hedge']} got {hit['hedge']}")
            problems += [f"{row['text']!r} {f}: want {row.get(f)} got {hit[f]}" for f in wrong]
            if (hit["counted"] or "") != (row.get("counted") or ""):
                problems.append(
                    f"{row['text']!r} counted: want {row.get('counted')!r} got {hit['counted']!r}"
                )
        for f in found:
            if not any(f["start"] < row["end"] and row["start"] < f["end"] for row in wanted):
                problems.append(f"extra {f['text']!r} {f['value']} {f['unit']}")
        if differences and problems:
            print(
                f"{n}: {text}"
                + "".join(f"\n     {p}" for p in problems)
                + (f"\n     # {case['note']}" if case.get("note") else "")
            )
    return counts


def report(counts: Counter[str]) -> str:
    lines = []
    for lang in ("zh", "en"):
        wanted, found, matched = (counts[f"{lang} {name}"] for name in ("wanted", "found", "matched"))
        if not wanted:
            continue
        precision, recall = matched / max(found, 1), matched / wanted
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        share = [
            f"{name} {counts[f'{lang} {name}'] / max(matched, 1):.3f}"
            for name in ("hedge", "bounds", "counted")
        ]
        ratio = counts[f"{lang} ratio"] / max(counts[f"{lang} changes"], 1)
        lines.append(
            f"{lang}: wanted {wanted} found {found} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} "
            f"{' '.join(share)} ratio {ratio:.3f} of {counts[f'{lang} changes']}"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--differences", action="store_true", help="print every case that differs")
    arguments = parser.parse_args()
    for path in arguments.files:
        print(path)
        print(report(score(path, arguments.differences)))


if __name__ == "__main__":
    main()
