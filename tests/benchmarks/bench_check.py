"""`check` on a million synthetic facts, and `compare` on them: python -m tests.benchmarks.bench_check [--facts N].

Prints seconds, ratios and memory; asserts nothing. The budget: 60 s with two workers, 2 GiB, compare in 100 ms warm, and
cost that grows linearly with the number of components.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Sequence

from factbase.reason.assertion import Assertion
from factbase.reason.compare import compare
from factbase.reason.knowledge import FactList, Knowledge
from factbase.reason.scan import Scan, scan
from tests.benchmarks.synthetic import synthetic_facts

PER_CHUNK = 4_000  # components, 20,000 facts


class SyntheticStore:
    """Gives the facts of a chunk, made anew each time as a store would read them."""

    def __init__(self, components: int) -> None:
        self.components = components

    def __call__(self, chunk: int) -> Sequence[Assertion]:
        start = chunk * PER_CHUNK
        return tuple(synthetic_facts(min(PER_CHUNK, self.components - start), seed=chunk, start=start))

    @property
    def chunks(self) -> int:
        return -(-self.components // PER_CHUNK)


def run(components: int, workers: int) -> tuple[float, int]:
    """Seconds and the number of conflicts found."""
    store = SyntheticStore(components)
    start = time.perf_counter()
    found = scan(Scan(store, store.chunks, only=("conflict", "tension", "no_slack", "limit")), workers)
    return time.perf_counter() - start, sum(f.check == "conflict" for f in found)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    components = options.facts // 5
    start = time.perf_counter()
    made = (
        sum(len(SyntheticStore(components)(c)) for c in range(0, SyntheticStore(components).chunks, 10)) or 1
    )
    making = (time.perf_counter() - start) * options.facts / made
    quarter, _ = run(components // 4, options.workers)
    before = _processor_seconds()
    full, conflicts = run(components, options.workers)
    spent = _processor_seconds() - before
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"facts {options.facts}, components {components}, workers {options.workers}")
    print(
        f"check {full:.1f} s (making the facts alone {making:.1f} s on one core); conflicts reported {conflicts}"
    )
    print(f"processor time of all workers {spent:.1f} s, so {spent / options.workers:.1f} s on idle cores")
    print(f"time for 4 times the components: {full / quarter:.2f} times")
    print(f"memory: parent {own / 2**20:.2f} GiB, largest worker {child / 2**20:.2f} GiB, "
          f"together at most {(own + options.workers * child) / 2**20:.2f} GiB")  # fmt: skip
    bench_compare(components)


def _processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def bench_compare(components: int) -> None:
    """`compare` over an index of all facts in memory."""
    facts = FactList(synthetic_facts(components))
    knowledge = Knowledge(facts)
    rng = random.Random(1)
    compare(knowledge, "e0-0", "e0-2")
    times = []
    for _ in range(200):
        number = rng.randrange(components)
        start = time.perf_counter()
        compare(knowledge, f"e{number}-1", f"e{number}-2")
        times.append(time.perf_counter() - start)
    times.sort()
    print(f"compare, warm: median {times[100] * 1000:.2f} ms, worst of 200 {times[-1] * 1000:.2f} ms")


if __name__ == "__main__":
    main()
