"""Laws of the reader: spans slice back, what is printed reads back, spelling and splitting change nothing, nothing raises."""

from __future__ import annotations

import itertools
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factbase.quantity.reading import Quantity
from factbase.quantity.rows import quantity_json, quantity_row
from factbase.quantity.scanner import find_quantities, iter_quantities
from factbase.vocabulary.reading import reader_tables

TABLES = reader_tables()

PIECES = (
    "约", "近", "超过", "不到", "至少", "最高", "多", "余", "左右", "以上", "以下", "内", "到", "至", "-", "—", "~", "±", "和", "、",
    "一", "两", "三", "十", "百", "千", "万", "亿", "半", "几", "数", "点", "分之", "成", "倍", "零", "〇", "第", "每", "/", "每年",
    "0", "1", "3.2", "12", "240", "1,234.5", "2023", "10^9", "1e5", "×10⁴", "%", "‰", "个", "家", "人", "元", "美元", "千瓦时",
    "公里", "年", "月", "日", "小时", "个月", "个百分点", "摄氏度", "零下", "增长", "下降", "翻番", "是去年的", "GB", "nm", " ", "\n",
    "。", "，", "（", "about ", "more than ", " million", " billion", "$", "US$", "€", " per ", " a year", "two thirds", "half a ",
    "dozen", " people", " or more", "between ", " and ", "from ", " to ", "doubled", "A100", "GPT-4", "H", "x", "bn", "m", "K", "\u3000", "１", "萬",
)  # fmt: skip

texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=14).map("".join)
news = st.sampled_from(
    [
        "总投资约260亿元，同比增长12.3%。",
        "ChatGPT每天要消耗超过50万千瓦时电力。",
        "他们有6400多家企业，其中4家上市！",
        "价格从80元涨到120元，涨幅达五成。",
        "成本不到三分之一？",
        "Revenue rose 12% to $45.2 billion.\n\n",
        "About 1 in 8 women were asked.\n\n",
        "十年前，这里一片荒滩。",
    ]
)


def readings_nest(q: Quantity) -> bool:
    nested = [q.reading.face, q.reading.rounded, q.reading.widest]
    return all(outer.encloses(inner) for inner, outer in itertools.pairwise(nested))


@given(texts)
@settings(max_examples=400, deadline=None)
def test_spans_slice_back_in_order_and_readings_nest(text: str) -> None:
    end = 0
    for q in find_quantities(text, TABLES):
        assert end <= q.start < q.end <= len(text)
        assert text[q.start : q.end] == q.text
        assert readings_nest(q), q
        assert (
            q.reading.value is None
            or q.reading.value in q.reading.widest
            or q.hedge in ("more_than", "less_than", "odd")
        )
        assert q.change is None or readings_nest(q._replace(reading=q.change)), q
        quantity_row(q)
        quantity_json(q)
        end = q.end


@given(st.text(alphabet=st.characters(), max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_text_raises(text: str) -> None:
    for q in find_quantities(text, TABLES):
        assert text[q.start : q.end] == q.text


ZH_UNITS = [
    ("元", "CNY", 1), ("亿美元", "USD", 10**8), ("千瓦时", "kWh", 1), ("公里", "m", 1000), ("平方米", "m2", 1), ("吨", "kg", 1000),
    ("小时", "s", 3600), ("天", "day", 1), ("个月", "month", 1), ("家", "count", 1), ("辆", "count", 1), ("%", "1", Fraction(1, 100)),
    ("个百分点", "pp", Fraction(1, 100)), ("倍", "1", 1), ("GB", "B", 10**9), ("万人", "count", 10**4), ("MW", "W", 10**6),
    ("摄氏度", "degC", 1), ("亩", "m2", Fraction(2000, 3)), ("元/千克", "CNY/kg", 1), ("万吨/年", "kg/year", 10**7),
]  # fmt: skip
ZH_HEDGES = [
    ("", "", "exact"), ("约", "", "about"), ("", "左右", "about"), ("近", "", "nearly"), ("超过", "", "more_than"), ("逾", "", "more_than"),
    ("不到", "", "less_than"), ("至少", "", "at_least"), ("", "以上", "at_least"), ("不超过", "", "at_most"), ("", "以下", "at_most"),
]  # fmt: skip
EN_UNITS = [
    (" million dollars", "USD", 10**6), (" kWh", "kWh", 1), (" km", "m", 1000), (" percent", "1", Fraction(1, 100)), (" hours", "s", 3600),
    (" days", "day", 1), (" tonnes", "kg", 1000), (" GW", "W", 10**9), (" TB", "B", 10**12), (" basis points", "pp", Fraction(1, 10000)),
    (" billion tokens", "token", 10**9), (" euros per MWh", "EUR/kWh", Fraction(1, 1000)), (" companies", "count", 1),
]  # fmt: skip
EN_HEDGES = [
    ("", "exact"), ("about ", "about"), ("nearly ", "nearly"), ("more than ", "more_than"), ("at least ", "at_least"), ("fewer than ", "less_than"),
    ("up to ", "at_most"), ("exactly ", "exact"),
]  # fmt: skip
numbers = st.one_of(
    st.integers(2, 999_999).filter(lambda n: not 1000 <= n <= 2200).map(str),
    st.decimals("0.1", "9999", places=1).map(str).filter(lambda s: float(s) > 0),
    st.integers(1000, 9_999_999).map(lambda n: f"{n:,}"),
)


@given(numbers, st.sampled_from(ZH_UNITS), st.sampled_from(ZH_HEDGES))
@settings(max_examples=400, deadline=None)
def test_what_is_written_in_chinese_reads_back(number: str, unit: tuple, hedge: tuple) -> None:
    name, unit_id, factor = unit
    before, after, kind = hedge
    phrase = f"{before}{number}{name}{after}"
    found = find_quantities(f"总量是{phrase}。", TABLES)
    assert [q.text for q in found] == [phrase]
    assert found[0].unit == unit_id
    assert found[0].hedge == kind
    assert found[0].reading.value == Fraction(number.replace(",", "")) * factor


@given(numbers, st.sampled_from(EN_UNITS), st.sampled_from(EN_HEDGES))
@settings(max_examples=400, deadline=None)
def test_what_is_written_in_english_reads_back(number: str, unit: tuple, hedge: tuple) -> None:
    name, unit_id, factor = unit
    before, kind = hedge
    assume(unit_id != "count" or "." not in number)
    found = find_quantities(f"They need {before}{number}{name}, officials said.", TABLES)
    assert len(found) == 1
    phrase = f"{before}{number}{'' if unit_id == 'count' else name}"
    assert found[0].text == phrase
    assert (found[0].unit, found[0].hedge) == (unit_id, kind)
    assert found[0].reading.value == Fraction(number.replace(",", "")) * factor


@given(st.lists(news, min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_splitting_at_sentence_ends_changes_nothing(sentences: list[str]) -> None:
    whole = find_quantities("".join(sentences), TABLES)
    parts, offset = [], 0
    for sentence in sentences:
        parts += [
            q._replace(start=q.start + offset, end=q.end + offset) for q in find_quantities(sentence, TABLES)
        ]
        offset += len(sentence)
    assert parts == whole
    assert list(iter_quantities(iter(sentences), TABLES)) == whole


def test_a_long_text_is_read_in_pieces_with_the_same_result() -> None:
    sentence = "该项目总投资约260亿元，同比增长12.3%，预计每年发电50万千瓦时。"
    found = find_quantities(sentence * 6000, TABLES)
    assert len(found) == 3 * 6000
    assert found[-1].text == "每年发电50万千瓦时"[4:] or found[-1].text == "50万千瓦时"
    assert found[-1].end == len(sentence) * 6000 - 1


WIDE = {
    ord(c): ord(c) + 0xFEE0 for c in "0123456789.%,-+~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
}
SIMPLE_TO_TRADITIONAL = {ord(b): chr(a) for a, b in reversed(list(TABLES.traditional.items()))}


@given(numbers, st.sampled_from(ZH_UNITS), st.sampled_from(ZH_HEDGES))
@settings(max_examples=300, deadline=None)
def test_full_width_and_traditional_spellings_read_the_same(number: str, unit: tuple, hedge: tuple) -> None:
    text = f"总量是{hedge[0]}{number}{unit[0]}{hedge[1]}。"
    plain = [q._replace(text="") for q in find_quantities(text, TABLES)]
    assert [q._replace(text="") for q in find_quantities(text.translate(WIDE), TABLES)] == plain
    assert [
        q._replace(text="") for q in find_quantities(text.translate(SIMPLE_TO_TRADITIONAL), TABLES)
    ] == plain


POISON = [
    "10^999999999", "1e400", "9" * 1_000_000, "1" + ",000" * 10_000, "（" * 50_000, "约" * 50_000, "一" * 50_000, "1-" * 20_000,
    "每" * 20_000, "三分之" * 20_000, "最高补贴" * 20_000, "$" * 50_000, "between " * 10_000, "1到" * 20_000, "0" * 100_000,
    "百分之" * 20_000, "两三" * 20_000, "1.1." * 20_000, "2小时" * 20_000, "one hundred and " * 5_000, "\ud800约3亿元", "\x00" * 1000,
    "a " * 50_000, "增长" * 50_000 + "3%", " " * 100_000 + "3元", "1" * 39 + "亿亿亿亿亿元", "1" + "亿" * 10_000,
]  # fmt: skip


def test_a_poisonous_token_neither_raises_nor_hangs_nor_hides_the_rest() -> None:
    for poison in POISON:
        found = find_quantities(f"{poison}。\n\n总投资约260亿元。", TABLES)
        assert found[-1].text == "约260亿元", poison[:20]
        assert found[-1].reading.value == 260 * 10**8
