"""Feed the reader random text for some minutes: real sentences cut up, spliced and damaged, and plain noise.

    python -m tests.fuzz.fuzz_reader --minutes 10 [--seed 1]

Prints every input that raised, took more than a tenth of a second per kilobyte, or broke a law: spans slice back, ascend
and never overlap; readings nest; reading the text in parts gives the same.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

from factbase.quantity.scanner import find_quantities
from factbase.vocabulary.reading import reader_tables

_CASES = Path(__file__).parent.parent / "cases"
_NOISE = (
    "约近超不到至少多余左右以上以下内一二两三十百千万亿半几数〇零第每成倍分之点的是增长下降到至元年月日天个家人吨米度"
    "0123456789０１２.,:;/-–—~±×^%‰℃$€¥£()（）。，、！？\n\t \u3000\u00a0abcdefgkmnotxBGKMTW人民币美元兆萬億"
)


def sentences() -> list[str]:
    """The texts of every case file."""
    found: list[str] = []
    for path in sorted(_CASES.glob("quantities_*.jsonl")):
        found += [
            json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
        ]
    return found


def damaged(rng: random.Random, stock: list[str]) -> str:
    """One input: whole sentences, splices of them, single letters changed, or noise."""
    kind = rng.randrange(5)
    if kind == 0:
        return "".join(rng.choice(_NOISE) for _ in range(rng.randrange(1, 80)))
    if kind == 1:
        return "".join(chr(rng.randrange(1, 0x11000)) for _ in range(rng.randrange(1, 40))) + rng.choice(
            stock
        )
    a, b = rng.choice(stock), rng.choice(stock)
    if kind == 2:
        return a[: rng.randrange(len(a) + 1)] + b[rng.randrange(len(b)) :]
    letters = list(a + rng.choice(("", " ", "\n", "\n\n")) + b)
    for _ in range(rng.randrange(1, 8)):
        place = rng.randrange(len(letters))
        change = rng.randrange(3)
        if change == 0:
            letters[place] = rng.choice(_NOISE)
        elif change == 1:
            letters.insert(place, rng.choice(_NOISE))
        elif len(letters) > 1:
            del letters[place]
    return "".join(letters) * (1 if rng.random() < 0.97 else rng.randrange(2, 200))


def fault(text: str) -> str:
    """What is wrong with the reading of `text`, or nothing."""
    start = time.process_time()
    try:
        found = find_quantities(text, reader_tables())
    except Exception as error:  # a fuzzer reports whatever is raised
        return f"raised {error!r}"
    seconds = time.process_time() - start
    if seconds > 0.1 * (1 + len(text) / 1000):
        return f"took {seconds:.2f} s for {len(text)} characters"
    end = 0
    for q in found:
        if not end <= q.start < q.end or text[q.start : q.end] != q.text:
            return f"span {q.start}:{q.end} {q.text!r}"
        for reading in (q.reading, q.change):
            if reading is None:
                continue
            if not (reading.rounded.encloses(reading.face) and reading.widest.encloses(reading.rounded)):
                return f"readings do not nest: {q}"
        end = q.end
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng, stock = random.Random(arguments.seed), sentences()
    until, done, faults = time.monotonic() + arguments.minutes * 60, 0, 0
    while time.monotonic() < until:
        text = damaged(rng, stock)
        wrong = fault(text)
        done += 1
        if wrong:
            faults += 1
            print(f"{text[:400]!r}\n    {wrong}", flush=True)
            if faults >= 20:
                break
    print(f"{done} inputs, {faults} faults, seed {arguments.seed}, {arguments.minutes} minutes")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
