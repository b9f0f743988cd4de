"""The reader's speed: MB/s on a made-up Chinese news text, its growth with length, import time and first call.

    python -m tests.benchmarks.bench_reader [--megabytes 10] [--json]

The text has a figure every 120 bytes of UTF-8, with digits that do not repeat. A bare regular expression that finds runs
of digits and Chinese numerals is timed in the same run, so that the result is a ratio and not only this machine's speed.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable

from factbase.quantity.scanner import find_quantities, iter_quantities
from factbase.vocabulary.reading import reader_tables

_BARE = re.compile(r"[0-9][0-9,.]*[十百千万亿]*|[一二两三四五六七八九十百千万亿]+")
_FILLERS = (
    "记者从有关部门了解到，这一政策实施以来受到社会各界的广泛关注，",
    "业内人士认为，产业链上下游企业需要进一步加强协同，",
    "在接受采访时，该负责人表示下一步将继续优化营商环境，",
    "随着人工智能技术的快速发展，相关应用场景正在不断拓展，",
    "当地政府出台了一系列措施支持科技创新和成果转化，",
    "专家指出，数据要素的流通仍然面临标准不统一等问题，",
)
_FIGURES: tuple[tuple[str, Callable[[random.Random], str]], ...] = (
    ("总投资额约{}亿元", lambda r: f"{r.uniform(1, 900):.1f}"),
    ("同比增长{}%", lambda r: f"{r.uniform(0.1, 60):.1f}"),
    ("新增就业岗位{}个", lambda r: str(r.randrange(20, 9000))),
    ("装机容量超过{}万千瓦", lambda r: str(r.randrange(20, 900))),
    ("现有企业{}多家", lambda r: str(r.randrange(10, 900) * 10)),
    ("算力规模达到每秒{}万亿次", lambda r: str(r.randrange(2, 400))),
    ("占比由{}%提高到35%", lambda r: f"{r.uniform(1, 30):.1f}"),
    ("成本下降近{}成", lambda r: r.choice("二三四五六七八九")),
    ("用地面积{}至900亩", lambda r: str(r.randrange(100, 800))),
    ("是上年的{}倍", lambda r: f"{r.uniform(1, 9):.2f}"),
    ("单价不到{}元/千瓦时", lambda r: f"{r.uniform(0.1, 2):.2f}"),
    ("预计未来产能可达{}亿美元以上", lambda r: str(r.randrange(10, 800))),
)


def news(megabytes: float, seed: int = 7) -> str:
    """Made-up news of about this many megabytes, a figure every 120 bytes."""
    rng = random.Random(seed)
    parts: list[str] = []
    size = figures = 0
    while size < megabytes * 1_000_000:
        pattern, number = rng.choice(_FIGURES)
        figure = pattern.format(number(rng))
        parts.append(figure)
        size += len(figure.encode())
        figures += 1
        while size < figures * 120:
            filler = rng.choice(_FILLERS)[: max(4, (figures * 120 - size) // 3)]
            parts.append(filler)
            size += len(filler.encode())
        parts.append("。\n\n" if figures % 9 == 0 else "，")
        size += 3
    return "".join(parts)


def timed(work: Callable[[], object]) -> float:
    """The seconds of processor time that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def fresh(code: str) -> float:
    """Milliseconds that `code` prints, run in a new interpreter; the best of five."""
    return min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    )


def measure(megabytes: float) -> dict[str, float]:
    """Every number of the report."""
    tables = reader_tables()
    text = news(megabytes)
    size = len(text.encode()) / 1e6
    find_quantities(news(0.05, 3), tables)
    result: dict[str, float] = {"megabytes": round(size, 2)}
    seconds = timed(lambda: sum(1 for _ in iter_quantities(text, tables)))
    bare = timed(lambda: sum(1 for _ in _BARE.finditer(text)))
    result["figures"] = sum(1 for _ in iter_quantities(text, tables))
    result["MB_per_second"] = round(size / seconds, 2)
    result["bare_regex_MB_per_second"] = round(size / bare, 2)
    result["times_slower_than_bare"] = round(seconds / bare, 1)
    result["microseconds_per_figure"] = round(seconds / result["figures"] * 1e6, 1)
    for part in (1, 5):
        piece = news(part, 11)
        result[f"MB_per_second_at_{part}MB"] = round(
            len(piece.encode()) / 1e6 / timed(lambda p=piece: sum(1 for _ in iter_quantities(p, tables))), 2
        )
    begin = "import time; t = time.process_time(); "
    end = "; print((time.process_time() - t) * 1000)"
    result["import_ms"] = round(
        fresh(f"{begin}import factbase.quantity.scanner, factbase.vocabulary.reading{end}"), 1
    )
    ready = "import time, factbase.quantity.scanner as s, factbase.vocabulary.reading as r; t = time.process_time(); "
    result["first_call_ms"] = round(fresh(f"{ready}s.find_quantities('约3亿元', r.reader_tables()){end}"), 1)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    result = measure(arguments.megabytes)
    if arguments.json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        print(f"{name:28} {value:g}")


if __name__ == "__main__":
    main()
