"""What the command prints: JSON as published, lines by themselves, escaped pages, exit codes."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from factbase.cli.app import app
from factbase.render.verdict_text import write_text
from factbase.service.verify import verify_text

RUN = CliRunner()


def verify(store: Path, *words: str, text: str = "") -> tuple[int, str]:
    result = RUN.invoke(app, ["verify", *words, "--db", str(store)], input=text)
    return result.exit_code, result.stdout


def test_json_holds_the_published_fields_and_offsets_cut_the_text(store: Path) -> None:
    text = "H100的综合算力是A100的3.2倍，ChatGPT每天耗电超过50万千瓦时。"
    code, out = verify(store, text, "--format", "json")
    report = json.loads(out)
    assert code == 0
    assert list(report) == ["verdict", "claims"]
    assert report["verdict"] == "supported"
    assert len(report["claims"]) == 2
    for claim in report["claims"]:
        assert list(claim) == ["text", "start", "end", "verdict", "fact_ids", "interval", "proof"]
        assert claim["text"] == text[claim["start"] : claim["end"]]
        assert claim["fact_ids"]
        assert {"n", "kind", "fact_id", "low", "high", "unit", "quote", "rule"} <= set(claim["proof"][0])


def test_each_line_is_judged_by_itself_also_an_empty_one(store: Path) -> None:
    code, out = verify(store, "-", "--lines", text="IPCEI ME/CT counts 15 member states.\n\nGood morning.\n")
    reports = [json.loads(line) for line in out.splitlines()]
    assert [r["verdict"] for r in reports] == ["contradicted", "not_covered", "not_covered"]
    assert [r["line"] for r in reports] == [1, 2, 3]
    assert code == 1


def test_a_page_escapes_what_the_text_says_and_loads_nothing(store: Path) -> None:
    code, out = verify(store, "<script>alert(1)</script> H100的综合算力是A100的3.2倍。", "--format", "html")
    assert code == 0
    assert "<script>alert" not in out
    assert "&lt;script&gt;alert" in out
    assert "http://" not in out.replace("http-equiv", "")
    assert "src=" not in out


def test_a_claim_in_pieces(store: Path) -> None:
    code, out = verify(store, "--measure", "chatgpt.electricity", "--is", "50亿千瓦时/天", "--format", "json")
    assert code == 1
    assert json.loads(out)["claims"][0]["verdict"] == "contradicted"
    assert verify(store, "--measure", "ChatGPT.用电量", "--is", "超过50万千瓦时/天")[0] == 0


def test_strict_contradicts_on_rounding(store: Path) -> None:
    claim = ("--measure", "ipcei-me-ct.private_investment", "--is", "140亿欧元")
    assert verify(store, *claim)[0] == 0
    assert verify(store, *claim, "--strict")[0] == 1


def test_strict_takes_a_hedge_by_its_rounding_before_it_supports(store: Path) -> None:
    claim = "海基二号水深约330米。"
    assert verify(store, claim)[1].startswith("✓ supported")
    assert verify(store, claim, "--strict")[1].startswith("✗ contradicted")
    assert verify(store, "海基二号水深约324米。", "--strict")[1].startswith("✓ supported")


def test_lines_are_told_as_text_where_text_is_asked_for(store: Path) -> None:
    _, out = verify(
        store, "-", "--lines", "--format", "text", text="IPCEI ME/CT counts 15 member states.\nHello.\n"
    )
    assert out.splitlines()[:2] == [
        "1: IPCEI ME/CT counts 15 member states.",
        "✗ contradicted: 15",
    ]
    assert "2: Hello." in out


def test_offsets_of_an_article_with_wrapped_lines_are_those_of_the_file(store: Path, tmp_path: Path) -> None:
    article = "据介绍，H100的综合\n算力是A100的3.2\n倍，这一数字来自\n公开的测试报告和\n厂商的说明。\n"
    file = tmp_path / "a.txt"
    file.write_text(article, encoding="utf-8")
    code, out = verify(store, "-f", str(file), "--format", "json")
    (claim,) = json.loads(out)["claims"]
    assert code == 0
    assert claim["verdict"] == "supported"
    assert claim["text"] == article[claim["start"] : claim["end"]]


@pytest.mark.parametrize(
    "words",
    [("--measure", "chatgpt.electricity"), ("x", "--format", "pdf"), ("x", "--date", "yesterday"), ()],
)
def test_a_wrong_request_is_a_usage_error(store: Path, words: tuple[str, ...]) -> None:
    assert verify(store, *words)[0] == 2


HOSTILE = "\x1b[2J\x9b5m\u202e<script>alert('x')</script>&lt;\u2066 H100的综合算力是A100的\x1b[31m3.2倍\x07。"


@pytest.mark.parametrize("format", ["text", "md", "html"])
def test_no_report_lets_a_text_steer_the_terminal_or_turn_its_words(store: Path, format: str) -> None:
    _, out = verify(store, HOSTILE, "--format", format)
    assert out.strip()
    assert not {c for c in out if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f"}
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(out)


def test_a_page_escapes_tags_quotes_and_entities(store: Path) -> None:
    text = """<img src=x onerror="alert('1')"> &amp; "H100"的综合算力是A100的3.2倍，价格'5万元'。"""
    _, out = verify(store, text, "--format", "html")
    assert "<img" not in out
    assert "&lt;img src=x onerror=&quot;alert(&#x27;1&#x27;)&quot;&gt; &amp;amp; &quot;H100&quot;" in out
    assert "&#x27;<a" in out


def test_a_file_name_cannot_steer_the_terminal(store: Path) -> None:
    result = RUN.invoke(app, ["verify", "-f", "a\x1b[31m.txt", "--db", str(store)])
    assert result.exit_code == 3
    assert "\x1b" not in result.stderr


def test_lines_break_between_words(store: Path) -> None:
    text = "H100的综合算力是A100的3.2倍。"
    out = StringIO()
    write_text([verify_text(store, text)], out, 60)
    lines = out.getvalue().splitlines()
    assert all(cell_len(line) <= 60 for line in lines)
    joined = " ".join(line.strip() for line in lines)
    wide = StringIO()
    write_text([verify_text(store, text)], wide)
    words = {w for w in re.findall(r"[A-Za-z0-9.]+", wide.getvalue()) if len(w) < 40}
    assert words <= set(re.findall(r"[A-Za-z0-9.]+", joined))


@pytest.mark.parametrize(("name", "data"), [("garbage.pdf", b"no PDF"), ("garbage.docx", b"PK no zip"), ("empty.txt", b""), ("x.txt", b"caf\xe9 au lait")])  # fmt: skip
def test_an_unusable_file_is_refused_and_not_judged(
    store: Path, tmp_path: Path, name: str, data: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    result = RUN.invoke(app, ["verify", "-f", str(file), "--db", str(store)])
    assert result.exit_code == 3
    assert name in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not result.stdout


@pytest.mark.parametrize(
    ("measure", "value", "code", "verdict"),
    [
        ("ipcei-me-ct.companies", "56", 0, "supported"),
        ("IPCEI ME/CT.companies", "more than 50", 0, "supported"),
        ("IPCEI ME/CT.companies", "57", 1, "contradicted"),
        ("H100.overall_compute/A100", "3.2", 0, "supported"),
        ("chatgpt.electricity", "5", 2, ""),
        ("nobody.companies", "56", 2, ""),
    ],
)
def test_a_claim_in_pieces_may_be_a_bare_number_where_that_is_a_figure(
    store: Path, measure: str, value: str, code: int, verdict: str
) -> None:
    got, out = verify(store, "--measure", measure, "--is", value, "--format", "json")
    assert got == code
    if verdict:
        assert json.loads(out)["verdict"] == verdict


def test_a_change_is_told_as_what_was_lost_and_in_points(store: Path) -> None:
    code, out = verify(store, "America's share of chip production fell by 25 %.")
    assert code == 1
    assert "67.5676 % less, 25 points between them" in out


def test_power_is_told_in_a_multiple_of_its_unit_and_data_keeps_the_unit(store: Path) -> None:
    claim = ("--measure", "chatgpt.electricity", "--is", "50 MW")
    assert "20.8333 MW – 22.8375 MW" in verify(store, *claim)[1]
    assert "20.8333 兆瓦" in verify(store, *claim, "--lang", "zh")[1]
    interval = json.loads(verify(store, *claim, "--format", "json")[1])["claims"][0]["interval"]
    assert interval["unit"] == "W"
    asked = RUN.invoke(app, ["query", "power", "--unit", "W", "--db", str(store)]).stdout
    assert "20.8333 million W" in asked


def test_a_very_long_sentence_is_told_by_its_ends_and_kept_whole_in_the_data(store: Path) -> None:
    text = "在一座很大的城市里，" * 50 + "ChatGPT每天耗电超过60万千瓦时。"
    out = verify(store, text)[1]
    assert max(len(line) for line in out.splitlines()) < 500
    assert "ChatGPT每天耗电超过60万千瓦时" in out
    proof = json.loads(verify(store, text, "--format", "json")[1])["claims"][0]["proof"]
    assert any(len(step["quote"]) > 400 for step in proof)


DATE = "GPT-4 came out on {day} March 2023."
OTHERS = [
    (DATE.format(day=15), "contradicted", "release date; the facts say 2023-03-14", "cannot be 2023-03-14 and also 2023-03-15"),
    (DATE.format(day=14), "supported", "release date; the facts say 2023-03-14", "2023-03-14 lies inside 2023-03-14"),
    ("China ranks third in the world by number of large models.", "contradicted", "the facts say no. 2", "cannot be = 2 and also = 3"),
    ("Norway takes part in IPCEI ME/CT.", "contradicted", "the facts say Austria, ", "is complete and does not hold Norway"),
    ("Germany and Poland take part in IPCEI ME/CT.", "supported", "the facts say Austria, ", "holds Germany, Poland"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdict", "known", "conclusion"), OTHERS)
@pytest.mark.parametrize("format", ["text", "md", "html"])
def test_a_date_a_rank_and_a_list_are_proved_as_a_quantity_is(
    store: Path, text: str, verdict: str, known: str, conclusion: str, format: str
) -> None:
    _, out = verify(store, text, "--format", format)
    told = [" ".join(line.replace("\\", "").split()) for line in out.splitlines()]
    assert any(verdict in line for line in told)
    assert any(known in line for line in told)
    assert any("claim: " in line for line in told)
    assert any(conclusion in line for line in told)
    assert "anything" not in out


@pytest.mark.parametrize("text", [text for text, *_ in OTHERS])
def test_the_proof_of_a_date_or_a_list_is_checked_again_from_its_data(
    store: Path, text: str, tmp_path: Path
) -> None:
    _, out = verify(store, text, "--format", "json")
    (tmp_path / "p.json").write_text(out, encoding="utf-8")
    assert RUN.invoke(app, ["replay", str(tmp_path / "p.json"), "--db", str(store)]).exit_code == 0
    steps = json.loads(out)["claims"][0]["proof"]
    assert [s["kind"] for s in steps][:2] == ["fact", "claim"]
    if "GPT-4" in text:
        assert (steps[0]["period_start"], steps[0]["period_end"]) == ("2023-03-14", "2023-03-14")
        broken = out.replace('"period_end": "2023-03-14"', '"period_end": "2024-03-14"')
        (tmp_path / "p.json").write_text(broken, encoding="utf-8")
        assert RUN.invoke(app, ["replay", str(tmp_path / "p.json"), "--db", str(store)]).exit_code == 1


def test_a_denial_that_is_right_is_said_to_be_one(store: Path) -> None:
    _, out = verify(store, "Norway does not take part in IPCEI ME/CT.")
    assert "the claim denies what the facts exclude" in out
