"""`query`, `show`, `search` and the catalogues, as a person uses them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factbase.store.select import COLUMNS

Run = Callable[..., Any]


def rows(run: Run, store: Path, *arguments: str) -> list[dict[str, Any]]:
    done = run("query", *arguments, "--format", "json", "--db", store)
    assert done.exit_code == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_the_h100_fact(run: Run, seed_store: Path) -> None:
    (row,) = rows(run, seed_store, "performance_ratio", "--subject", "NVIDIA H100")
    assert list(row) == list(COLUMNS)
    assert (row["value"], row["low"], row["high"], row["widest_low"], row["widest_high"]) == (
        3.2,
        3.2,
        3.2,
        3.15,
        3.25,
    )
    assert (row["relative_to"], row["metric"], row["unit"]) == ("nvidia-a100", "overall_compute", "1")
    assert (row["outlet"], row["outlet_date"], row["item"]) == ("科技铭程", "2024-02-15", "1.2.2")
    assert row["quote"] == "H100 的综合算力是 A100 的 3.2 倍"


def test_names_in_either_language_find_the_same(run: Run, seed_store: Path) -> None:
    one = rows(run, seed_store, "--subject", "深算二号")
    assert one
    assert (
        one
        == rows(run, seed_store, "--subject", "Shensuan-2")
        == rows(run, seed_store, "--subject", "shensuan no. 2")
    )


def test_currency_uses_the_rate_of_the_facts_own_date(run: Run, seed_store: Path) -> None:
    found = rows(run, seed_store, "funding", "--currency", "USD", "--about", "450亿日元")
    row = next(r for r in found if r["original_unit"] == "JPY")
    assert row["unit"] == "USD"
    assert row["rate_date"] == "2024-02-12"
    assert 301e6 < row["value"] < 303e6


def test_unit_converts_and_marks_the_rest(run: Run, seed_store: Path) -> None:
    found = rows(run, seed_store, "power", "--unit", "MW")
    chatgpt = next(r for r in found if r["subject"] == "chatgpt")
    assert chatgpt["original_unit"] == "kWh/day"
    assert chatgpt["value"] == pytest.approx(20.8333, abs=1e-4)
    done = run("query", "--unit", "MW", "--db", seed_store)
    assert done.exit_code == 0
    assert "left in their own unit" in done.stderr


def test_bounds_select_what_certainly_satisfies_them(run: Run, seed_store: Path) -> None:
    certain = {r["id"] for r in rows(run, seed_store, "performance_ratio", "--min", "1")}
    possible = {r["id"] for r in rows(run, seed_store, "performance_ratio", "--min", "1", "--possible")}
    every = {r["id"]: r for r in rows(run, seed_store, "performance_ratio")}
    assert certain < possible <= set(every)
    assert all(every[i]["low"] is None or every[i]["low"] >= 1 for i in certain)


def test_bounds_carry_units(run: Run, seed_store: Path) -> None:
    assert rows(run, seed_store, "funding", "--min", "100亿欧元") == rows(
        run, seed_store, "funding", "--min", "1e10 EUR"
    )
    assert {r["unit"] for r in rows(run, seed_store, "power", "--max", "1MW")} == {"kWh/day"}


def test_each_bound_has_its_own_unit(run: Run, seed_store: Path) -> None:
    ids = {
        r["id"] for r in rows(run, seed_store, "power", "--min", "1MW", "--max", "1000000kW", "--possible")
    }
    assert ids == {r["id"] for r in rows(run, seed_store, "power", "--min", "1MW", "--possible")}
    assert not rows(run, seed_store, "power", "--min", "1MW", "--max", "10kW", "--possible")
    shares = rows(run, seed_store, "share", "--min", "0.1", "--max", "40%")
    assert shares
    assert shares == rows(run, seed_store, "share", "--min", "10%", "--max", "0.4")


def test_a_bound_in_another_currency_takes_the_documents_day(run: Run, seed_store: Path) -> None:
    """The euro facts of the newspaper name no outlet; the month it appeared has a rate."""
    dollars = {
        r["id"]
        for r in rows(run, seed_store, "funding", "--document", "kechuang-2023-06", "--min", "1e9 USD")
    }
    euros = {
        r["id"]
        for r in rows(run, seed_store, "funding", "--document", "kechuang-2023-06", "--min", "1e9 EUR")
    }
    assert euros
    assert euros <= dollars


def test_an_exact_fraction_stays_one_through_a_conversion(run: Run, own_store: Path) -> None:
    import duckdb

    with duckdb.connect(str(own_store)) as connection:
        connection.execute(
            "UPDATE fact SET value = 2/3, exact = '2/3' WHERE id = (SELECT min(id) FROM fact WHERE kind = 'length')"
        )
    found = rows(run, own_store, "length", "--unit", "km")
    assert [r["exact"] for r in found if r["exact"]] == ["1/1500"]


def test_a_month_of_publication_lasts_to_its_end(run: Run, seed_store: Path) -> None:
    def undated(*since: str) -> set[str]:
        found = rows(run, seed_store, "--document", "kechuang-2023-06", *since)
        return {r["id"] for r in found if not (r["period_start"] or r["period_end"] or r["outlet_date"])}

    assert undated() == undated("--since", "2023-06-15") != set()
    assert undated("--since", "2023-07-01") == set()


def test_one_order_with_and_without_a_unit(run: Run, seed_store: Path) -> None:
    for key in ("date", "-date", "subject", "-metric"):
        plain = [r["id"] for r in rows(run, seed_store, "length", "--sort", key)]
        assert [r["id"] for r in rows(run, seed_store, "length", "--sort", key, "--unit", "m")] == plain


def test_sort_and_limit(run: Run, seed_store: Path) -> None:
    found = rows(run, seed_store, "funding", "--currency", "EUR", "--sort", "-value", "--limit", "3")
    values = [r["value"] for r in found]
    assert len(values) == 3
    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["fundng"], "no kind is called 'fundng'. Did you mean `funding`"),
        (["--subject", "nvidia-h1000"], "Did you mean `nvidia-h100`"),
        (["--metric", "electricty"], "`electricity`"),
        (["--unit", "MQ"], "no unit is called 'MQ'"),
        (["--currency", "EURO_"], "is called 'EURO_'"),
        (["--modality", "plans"], "`plan`"),
        (["--since", "yesterday"], "--since takes a date"),
        (["--since", "2024-13"], "--since takes a date"),
        (["--sort", "valu"], "`value`"),
        (["funding", "--min", "5 kWh"], "fit none of these facts"),
        (["funding", "--unit", "MW"], "none of the"),
        (["--min", "abc"], "--min takes a number"),
        (["--min", "5", "--max", "3"], "--min 5 is above --max 3"),
        (["--unit", "MW", "--currency", "EUR"], "cannot be asked for together"),
        (["--format", "xml"], "--format takes table, json, jsonl, csv, md"),
    ],
)
def test_bad_requests_are_said_and_exit_2(
    run: Run, seed_store: Path, arguments: list[str], words: str
) -> None:
    done = run("query", *arguments, "--db", seed_store)
    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_found_is_no_error(run: Run, seed_store: Path) -> None:
    assert rows(run, seed_store, "--about", "no such words anywhere") == []


def test_formats_agree(run: Run, seed_store: Path) -> None:
    data = rows(run, seed_store, "share")
    lines = run("query", "share", "--format", "jsonl", "--db", seed_store).stdout.splitlines()
    assert [json.loads(line) for line in lines] == data
    table = list(
        csv.DictReader(
            io.StringIO(run("query", "share", "--format", "csv", "--db", seed_store).stdout, newline="")
        )
    )
    assert [r["id"] for r in table] == [r["id"] for r in data]
    assert [float(r["value"]) for r in table if r["value"]] == [
        r["value"] for r in data if r["value"] is not None
    ]
    markdown = run("query", "share", "--format", "md", "--db", seed_store).stdout.splitlines()
    assert len(markdown) == len(data) + 2


def test_piped_table_is_not_cut(run: Run, seed_store: Path) -> None:
    done = run("query", "performance_ratio", "--db", seed_store)
    for row in rows(run, seed_store, "performance_ratio"):
        assert row["quote"] in done.stdout


def test_show_highlights_and_names_neighbours(run: Run, seed_store: Path) -> None:
    (row,) = rows(run, seed_store, "performance_ratio", "--subject", "nvidia-h100")
    card = json.loads(run("show", row["id"][:6], "--format", "json", "--db", seed_store).stdout)
    assert card["context"][card["context_start"] : card["context_end"]] == "3.2 倍"
    assert card["id"] == row["id"]
    assert "H100" in card["aliases"]["nvidia-h100"]
    text = run("show", "h100-compute", "--db", seed_store).stdout
    assert "科技铭程" in text
    assert "2024-02-15" in text


def test_show_wants_one_fact(run: Run, seed_store: Path) -> None:
    assert run("show", "zzzz", "--db", seed_store).exit_code == 2
    done = run("show", "", "--db", seed_store)
    assert done.exit_code == 2


def test_search_finds_facts_names_and_passages(run: Run, seed_store: Path) -> None:
    found = json.loads(run("search", "充电桩", "--format", "json", "--db", seed_store).stdout)
    assert {"fact", "passage"} <= {r["what"] for r in found}
    assert all("充电桩" in r["text"] for r in found if r["what"] == "passage")
    wrapped = json.loads(run("search", "爱尔兰", "--format", "json", "--db", seed_store).stdout)
    assert any(r["what"] == "passage" for r in wrapped)


def test_search_finds_words_that_stand_apart_in_a_paragraph(run: Run, seed_store: Path) -> None:
    """The two words are further apart than what is shown around the first."""
    found = json.loads(run("search", "chatgpt 美国家庭", "--format", "json", "--db", seed_store).stdout)
    assert [r["what"] for r in found if "ChatGPT" in r["text"]].count("passage") >= 1
    shown = [r["text"] for r in found if r["what"] == "passage"]
    assert len(shown) == len(set(shown))


def test_show_by_key_takes_the_fact_that_stands(run: Run, own_store: Path) -> None:
    import duckdb

    with duckdb.connect(str(own_store)) as connection:
        connection.execute(
            "UPDATE fact SET key = 'h100-compute', status = 'superseded' WHERE key = 'us-household-electricity'"
        )
    done = run("show", "h100-compute", "--format", "json", "--db", own_store)
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["subject"] == "nvidia-h100"


@pytest.mark.parametrize(
    "command", ["compare 深算二号 H100", "derive chatgpt", "calc 1+1", "check", "export"]
)
def test_a_language_that_is_not_spoken(run: Run, seed_store: Path, command: str) -> None:
    done = run(*command.split(), "--lang", "fr", "--db", seed_store)
    assert done.exit_code == 2
    assert "--lang takes en or zh, not 'fr'" in done.stderr


@pytest.mark.parametrize("command", ["documents", "entities", "metrics", "stats"])
def test_catalogues(run: Run, seed_store: Path, command: str) -> None:
    found = json.loads(run(command, "--format", "json", "--db", seed_store).stdout)
    assert len(found) >= 2
    assert run(command, "--db", seed_store).exit_code == 0


def test_entity_rows(run: Run, seed_store: Path) -> None:
    found = json.loads(run("entities", "--format", "json", "--db", seed_store).stdout)
    assert list(found[0]) == ["id", "type", "label_zh", "label_en", "aliases"]
    card = json.loads(run("entities", "Ascend 910B", "--format", "json", "--db", seed_store).stdout)
    assert card["id"] == "ascend-910b"


def test_units_need_no_store(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = json.loads(run("units", "--format", "json").stdout)
    assert {"kWh", "W", "m", "EUR"} <= {r["id"] for r in found}
    assert json.loads(run("units", "千瓦时", "--format", "json").stdout)["id"] == "kWh"
    assert json.loads(run("units", "kWh/day", "--format", "json").stdout)["dimension"] == "power"
    assert run("units", "kWx").exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_missing_store_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    done = run("query", "--db", tmp_path / "none.duckdb")
    assert done.exit_code == 4
    assert "factbase init" in done.stderr


def test_quantities_need_no_store(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("quantities", "新充电站将拥有超过160个充电桩", "--format", "jsonl")
    row = json.loads(done.stdout)
    assert (row["text"], row["value"], row["low"], row["low_open"], row["unit"], row["counted"]) == (
        "超过160个", 160, 160, True, "count", "充电桩",
    )  # fmt: skip
    lines = run("quantities", "-", "--lines", input="一共3家企业\n\n无\n").stdout.splitlines()
    assert [json.loads(line)["line"] for line in lines] == [1, 2, 3]
    assert [len(json.loads(line)["quantities"]) for line in lines] == [1, 0, 0]
    assert run("quantities").exit_code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "bound",
    ["1e400", "1e999999999", "9" * 5000, "1..2", "0x10", "1/3", "nan", "5 foo", "x" * 10_000, "-", "%"],
)
def test_bounds_that_are_none_are_said_at_once(run: Callable[..., Any], seed_store: Path, bound: str) -> None:
    done = run("query", f"--min={bound}", "--db", seed_store)
    assert done.exit_code == 2, done.stderr
    assert "bug" not in done.stderr
    assert "called ''" not in done.stderr


def test_a_bound_may_be_in_words(run: Callable[..., Any], seed_store: Path) -> None:
    figures = run("query", "--min", "1000000000 EUR", "--db", seed_store, "--format", "json")
    words = run("query", "--min", "十亿欧元", "--db", seed_store, "--format", "json")
    assert figures.exit_code == words.exit_code == 0, words.stderr
    assert figures.stdout == words.stdout


def test_a_limit_beyond_every_number(run: Callable[..., Any], seed_store: Path) -> None:
    done = run("query", "--limit", 10**30, "--db", seed_store, "--format", "json")
    assert done.exit_code == 0, done.stderr
    assert len(json.loads(done.stdout)) > 100


def test_currency_codes_in_any_case(run: Callable[..., Any], seed_store: Path) -> None:
    small = run("query", "funding", "--currency", "usd", "--db", seed_store, "--format", "csv")
    large = run("query", "funding", "--currency", "USD", "--db", seed_store, "--format", "csv")
    assert small.exit_code == 0, small.stderr
    assert small.stdout == large.stdout
    wrong = run("query", "--currency", "EUX", "--db", seed_store)
    assert wrong.exit_code == 2
    assert "no currency is called 'EUX'. Did you mean" in wrong.stderr
    assert "`EUR`" in wrong.stderr


def test_a_word_that_stands_a_thousand_times(run: Callable[..., Any], seed_store: Path) -> None:
    once = run("query", "--about", "深算", "--db", seed_store, "--format", "json")
    often = run("query", "--about", "深算 " * 5000, "--db", seed_store, "--format", "json")
    assert (often.exit_code, often.stdout) == (0, once.stdout)
    many = " ".join(f"w{n}" for n in range(1000))
    assert run("query", "--about", many, "--db", seed_store).exit_code == 2
    assert run("search", many, "--db", seed_store).exit_code == 2


def test_a_long_name_is_not_repeated_whole(run: Callable[..., Any], seed_store: Path) -> None:
    done = run("query", "--subject", "x" * 10_000, "--db", seed_store)
    assert done.exit_code == 2
    assert len(done.stderr) < 300


def test_an_open_period_reaches_every_day_on_its_open_side(run: Run, seed_store: Path) -> None:
    launch = {"--metric": "market_launch_date", "--subject": "ipcei-me-ct"}
    given = [part for pair in launch.items() for part in pair]
    assert len(rows(run, seed_store, *given, "--since", "2031")) == 1
    assert rows(run, seed_store, *given, "--until", "2024") == []


def test_many_words_take_no_longer_than_one(run: Callable[..., Any], seed_store: Path) -> None:
    """A subquery for each word made the planner work for minutes; fifty words that stand nowhere find nothing."""
    words = " ".join(f"w{n}" for n in range(50))
    done = run("query", "--about", words, "--db", seed_store, "--format", "json")
    assert (done.exit_code, done.stdout) == (0, "[]\n")
