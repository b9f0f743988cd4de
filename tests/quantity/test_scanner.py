"""What the reader got wrong once, from texts of many kinds: spans with value, unit and hedge."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

from factbase.quantity.reading import Quantity
from factbase.quantity.scanner import find_quantities
from factbase.vocabulary.reading import reader_tables

TABLES = reader_tables()

# What a numeral may stand between: most of it makes the numeral no quantity, some makes it one after all.
BEFORE = (
    "",
    "约",
    "第",
    "至少有",
    "从 6 天到",
    "$",
    "A",
    "GPT-",
    "（",
    "每",
    "只有",
    "number ",
    "over ",
    "from 6 days to ",
)
BEFORE += ("by 3 points to ", "ratio of ", "multiplied by ")
NUMERALS = ("0", "5", "12", "05", "2024", "123456", "一", "三", "十二")
AFTER = (
    "",
    "月",
    "日",
    "日元",
    "日内",
    "号",
    "号人",
    "楼",
    "年",
    "年半",
    "年期",
    "年 ",
    "的",
    "。",
    "（含）以上",
    "（共",
    "级",
    "点",
)
AFTER += (
    "家",
    "家企业",
    "个",
    "个月",
    "个半月",
    "个多月",
    "个亿",
    "\n\n家",
    "\n家",
    " 的",
    " 日",
    " 月",
    "\n\n5",
    ".",
    ".5",
    ",",
)
AFTER += (
    "G",
    "GB",
    "m",
    "nm",
    "k",
    "st",
    "C",
    "x10",
    "e3",
    " or more",
    " of them",
    "G/s",
    "D打印",
    "：1",
    "、6个",
)


def read(text: str) -> list[Quantity]:
    return find_quantities(text, TABLES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("接力以3分01秒25排名第五", [("3分01秒25", Fraction(725, 4), "s")]),
        ("He took 2 hours, 1 minute and 39 seconds.", [("2 hours, 1 minute and 39 seconds", 7299, "s")]),
        ("一米八五的身高", [("一米八五", Fraction(37, 20), "m")]),
        ("卖百元以上", [("百元以上", 100, "CNY")]),
        ("1万元以上5万元以下罚款", [("1万元以上", 10000, "CNY"), ("5万元以下", 50000, "CNY")]),
        ("每万人拥有5G基站数达20.6个", [("20.6个", Fraction(103, 5), "count")]),
        ("从“从 0 上升到 20%”", [("0", 0, "1"), ("20%", Fraction(1, 5), "1")]),
        ("大湾区科技新突破\n\n1.“超级显微镜”扩容", []),
        ("预算为17.5\n亿欧元", [("17.5\n亿欧元", 1_750_000_000, "EUR")]),
        ("共5\n\n家企业", []),
        ("or $.53 per diluted share", [("$.53 per diluted", Fraction(53, 100), "USD/count")]),
        ("two hundredths of a second", [("two hundredths of a second", Fraction(1, 50), "s")]),
        ("A quarter of a million people", [("A quarter of a million", 250_000, "count")]),
        ("kept at minus 70C in a cold store", [("minus 70C", -70, "degC")]),
        ("with 12GB+256GB", [("12GB", 12 * 10**9, "B"), ("256GB", 256 * 10**9, "B")]),
        ("患者经过半年的康复训练", [("半年", Fraction(1, 2), "year")]),
        ("用时过半年", [("过半年", Fraction(1, 2), "year")]),
        ("Of the fifty-six companies in it", [("fifty-six", 56, "count")]),
        ("signed by the six firms", []),
        ("三成二反对", [("三成二", Fraction(8, 25), "1")]),
        ("合併營收約新台幣4808億4千萬元", [("約新台幣4808億4千萬元", 480_840_000_000, "TWD")]),
        ("气温25~32度", [("25~32度", None, "degC")]),
        ("旋转90度", [("90度", 90, "deg")]),
        ("用电100度", [("100度", 100, "kWh")]),
        ("不超过合同总额的5%", [("5%", Fraction(1, 20), "1")]),
        ("300MW/600MWh储能", [("300MW", 3 * 10**8, "W"), ("600MWh", 600_000, "kWh")]),
        ("USD/CNY rose to 7.25 per dollar", [("7.25 per dollar", Fraction(29, 4), "1/USD")]),
        ("载量约为3×10元⁴个", []),
        ("£零下180℃", [("零下180℃", -180, "degC")]),
    ],
)
def test_spans_values_and_units(text: str, expected: list[tuple[str, Fraction | int | None, str]]) -> None:
    assert [(q.text, q.reading.value, q.unit) for q in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "昇腾910B、A100、EH216-S、GPT-4、Impella 5.0、流花11-1/4-1、5G", "第一时间、统一、万一、十分、一带一路、之一、一个公园、一条路",
        "2023-06-12 14:30，8时30分，第3季度，2023—2025年，1—5月", "电话010-12345678，热线95588，京ICP备12034567号", "比分3:2，以5比1获胜",
        "《一千零一夜》《百年孤独》《三体》", "歼-20、东风-41、长征五号、神舟十六号", "1.1 研究背景", "见图3、表2、公式(4)、[12-15]", "90后、80年代、一线城市、5A级景区",
        "未来五年、十年前、近三年来、上半年、前10个月", "the past five years, two years ago, the next three months", "Windows 11, iPhone 15, Python 3.12, page 112, May 5",
        "a 3-1 win, flight BA2490, the 1960s, 5:30 p.m., Phase 3, type 2 diabetes", "税收3.2兆元", "千万不要、百般、亿万、万众一心、千方百计",
    ],
)  # fmt: skip
def test_what_is_not_a_quantity(text: str) -> None:
    assert [q.text for q in read(text)] == []


@pytest.mark.parametrize(
    ("text", "hedge", "rule"),
    [
        ("最高不超过3000元", "at_most", "at_most"), ("对企业最高补贴1000万元", "at_most", "at_most"), ("大约是上一代的8倍", "about", "about"),
        ("约20多家", "odd", "about+odd"), ("超过10万元以上", "at_least", "more_than+at_least"), ("近40家", "nearly", "nearly"), ("高达300人", "exact", "exact"),
        ("上千家", "at_least", "at_least"), ("过亿元", "more_than", "more_than"), ("9.98万元起", "at_least", "at_least"), ("数百人", "order_of_magnitude", "order_of_magnitude"),
        ("more than halved", "less_than", "more_than"), ("50 employees or more", "at_least", "at_least"), ("20-odd cows", "odd", "odd"),
        ("a maximum subsidy of €5 million", "at_most", "at_most"), ("两年内", "at_most", "at_most"), ("100%以上", "at_least", "at_least"),
    ],
)  # fmt: skip
def test_hedges_and_the_rule_that_is_named(text: str, hedge: str, rule: str) -> None:
    (q,) = read(text)
    assert (q.hedge, q.rule) == (hedge, rule)


def test_an_article_is_no_count_unless_it_is_stressed() -> None:
    assert read("一家企业获奖") == []
    (only,) = read("全国只有一家工厂能生产")
    assert (only.text, only.counted) == ("一家", "工厂")


def test_the_quick_refusal_of_what_is_no_quantity_loses_nothing() -> None:
    slow = TABLES._replace(bare=re.compile(r"(?!)"), articles={})
    cases = Path(__file__).parents[1] / "cases"
    written = [
        json.loads(line)["text"]
        for name in ("quantities_zh.jsonl", "quantities_en.jsonl")
        for line in (cases / name).read_text("utf-8").splitlines()
    ]
    joined = ["".join(parts) for parts in product(BEFORE, NUMERALS, AFTER)]
    for text in (*written, *joined):
        assert read(text) == find_quantities(text, slow), text


def test_disputed_readings_say_so() -> None:
    assert read("速度快30倍")[0].note
    assert read("1000多家")[0].note
    assert read("a threefold increase")[0].note
    assert not read("增长12%")[0].note


@pytest.mark.parametrize(
    "text",
    ["价格为8\n1亿欧元", "是3.\n2倍", "超过500,\n000千瓦时", "超过5\n0万千瓦时", "共计1亿\n2000万元", "一百\n二十万元", "超过80³ GB", "超过80¹", "超过10^(1.5) kWh", "80₁ GB", "5 × 10^(a) kWh"],
)  # fmt: skip
def test_a_number_with_unread_digits_beside_it_is_void(text: str) -> None:
    assert [q.text for q in find_quantities(text, TABLES)] == []


def test_lines_of_numbers_and_of_names_are_no_broken_number() -> None:
    texts = [
        "40\n80 GB",
        "A100 40\n80 GB",
        "in 2024\n81 companies",
        "截至2024\n81家公司",
        "营收5亿元\n80万人",
        "条款3\n1. 共80人",
    ]
    assert [[q.text for q in find_quantities(text, TABLES)] for text in texts] == [["80 GB"], ["80 GB"], ["81"], ["81家"], ["5亿元", "80万人"], ["80人"]]  # fmt: skip
