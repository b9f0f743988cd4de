"""Every command in Chinese, asked for by --lang or by the locale: headings and explanations, and no English left among them."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from factbase.vocabulary.words import load_words

Run = Callable[..., Any]
# A command line, and what its Chinese says.
COMMANDS = {
    "init": ["已更新", "2 份文献", "条汇率"],
    "query performance_ratio": ["15 条事实", "主体", "数值", "至少 0.4 倍", "约 1 倍", "预测 至少 1 倍"],
    "query funding --currency EUR": ["81亿欧元", "计划"],
    "query power --unit MW": ["超过 20.8333 兆瓦"],
    "show h100-compute": ["断言", "读数", "相对于", "性能比  3.2 倍", "没有其他事实", "个字符"],
    "search A100": ["找到 23 处", "事实", "总体性能"],
    "check": ["0 个错误", "警告", "最高级", "正文却是"],
    "history nvidia-h100-none": ["没有叫"],
    "verify 深算二号的性能达到A100的70%。": ["✗ 被反驳：70%", "事实的任何读法都排除了它", "矛盾：", "1 条说法：被反驳 1 条"],
    "verify --format md H100的综合算力是A100的3.2倍": ["**受支持**", "事实落在说法的范围之内"],
    "verify --format html H100的综合算力是A100的3.2倍": ['lang="zh"', "受支持"],
    "compare 深算二号 H100": ["= 25%", "最宽", "论证", "阶梯，以英伟达H100为 1", "比值不明", "用到规则"],
    "derive chatgpt.electricity": ["推得 1 条", "度量", "> 50万 且 < 53.1万千瓦时/天"],
    "calc chatgpt.electricity": ["结果", "字面区间", "> 50万 且 < 53.1万千瓦时/天", "论证"],
    "chart ladder A100": ["总体性能（英伟达A100为 1）", "最宽读法", "来源"],
    "quantities 超过160个充电桩": ["1 个数量", "所述区间", "超过 160"],
    "documents": ["文献", "标题", "条目"],
    "documents kjsl-2024-04": ["出版者", "期号", "条事实）"],
    "entities": ["中文名"],
    "entities 深算一号": ["类型", "产品", "事实（7 条）"],
    "metrics electricity": ["量纲", "线索词"],
    "units MW": ["系数", "可换算为"],
    "stats": ["189 条已采纳的事实", "类别", "performance_ratio 性能比"],
    "sql SELECT 1": ["1 行"],
    "review --undo nobody": ["没有合并过"],
    "import nothing.csv": ["nothing.csv"],
    "query nonsense": ["没有叫 'nonsense' 的类别"],
    "verify --format odd x": ["--format 可取"],
}  # fmt: skip


def spoken(run: Run, store: Path, line: str, *more: str) -> str:
    """All that a command says, on both streams."""
    head, _, rest = line.partition(" ")
    one_text = head in ("verify", "sql", "calc", "quantities")
    words = [*rest.split(" ", rest.count(" ") if not one_text else 2 if "--" in rest else 0)] if rest else []
    done = run(head, *words, *more, "--db", store)
    return str(done.stdout + done.stderr)


def english() -> list[str]:
    """What the English sentences say around their values, where it is long enough to tell."""
    parts: set[str] = set()
    for key in load_words("zh").catalogue:
        parts |= {text for text, *_ in string.Formatter().parse(key)}
    return sorted(
        p
        for p in parts
        if len(re.findall(r"[a-z]{3,}", p)) > 1 and "--" not in p and "_" not in p and "`" not in p
    )


@pytest.mark.parametrize("line", COMMANDS)
def test_chinese_by_option(run: Run, own_store: Path, line: str) -> None:
    said = spoken(run, own_store, line, "--lang", "zh")
    assert [words for words in COMMANDS[line] if words not in said] == []


@pytest.mark.parametrize("line", COMMANDS)
def test_chinese_by_locale_is_the_same(
    run: Run, own_store: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = spoken(run, own_store, line, "--lang", "zh")
    monkeypatch.delenv("FACTBASE_LANG")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert spoken(run, own_store, line) == asked


@pytest.mark.parametrize("line", COMMANDS)
def test_no_english_is_left(run: Run, own_store: Path, line: str) -> None:
    said = spoken(run, own_store, line, "--lang", "zh")
    flat = " ".join(said.split())
    assert [part for part in english() if part.strip() in flat] == []
    lines = said.splitlines()
    heads = [above for above, line in pairwise(lines) if set(line.strip()) == {"─"}]
    assert [h for h in heads if re.search(r"[a-z]{3,}", h) and not line.startswith("sql")] == []


@pytest.mark.parametrize(
    "line", ["query performance_ratio", "show h100-compute", "compare 深算二号 H100", "stats", "check"]
)
@pytest.mark.parametrize("format", ["json", "jsonl", "csv"])
def test_data_is_the_same_in_every_language(run: Run, own_store: Path, line: str, format: str) -> None:
    said = [spoken(run, own_store, line, "--format", format, "--lang", lang) for lang in ("en", "zh")]
    assert said[0] == said[1]


def test_a_finding_is_explained_in_the_language_asked_for(run: Run, own_store: Path) -> None:
    found = json.loads(run("check", "--format", "json", "--db", own_store).stdout)["findings"]
    slack = next(f for f in found if f["check"] == "no_slack")
    assert "leave no slack" in slack["message"]
    chinese = run("check", "--explain", slack["id"], "--lang", "zh", "--db", own_store).stdout
    assert "不留余地" in chinese
    assert "结论即改变" in chinese
    assert "leave no slack" in run("check", "--explain", slack["id"], "--db", own_store).stdout
