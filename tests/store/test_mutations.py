"""One fault at a time in the seed files: each is reported with its file and key, and nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from factbase.errors import Problems
from factbase.service.initialize import initialize
from factbase.vocabulary.files import seeds_dir

FACTS = "facts/kjsl-2024-04.toml"
H100 = "h100-compute"
FIGURE = 'figure = "3.2 倍"'
QUOTE = 'quote = "H100 的综合算力是 A100 的 3.2 倍"'

# name: (file, entry, old text within the entry, new text, words of the report)
MUTATIONS: dict[str, tuple[str, str, str, str, str]] = {
    "kind-misspelt": (
        FACTS,
        H100,
        'kind = "performance_ratio"',
        'kind = "performance_ration"',
        "no kind is called",
    ),
    "kind-missing": (FACTS, H100, 'kind = "performance_ratio"', "", "kind"),
    "kind-of-other-dimension": (
        FACTS,
        H100,
        'kind = "performance_ratio"',
        'kind = "funding"',
        "cannot be in 1",
    ),
    "kind-number": (FACTS, H100, 'kind = "performance_ratio"', "kind = 3", "kind"),
    "subject-unknown": (
        FACTS,
        H100,
        'subject = "nvidia-h100"',
        'subject = "nvidia-h101"',
        "near: nvidia-h100",
    ),
    "subject-empty": (FACTS, H100, 'subject = "nvidia-h100"', 'subject = ""', "needs subject"),
    "metric-unknown": (
        FACTS,
        H100,
        'metric = "overall_compute"',
        'metric = "overall_computing"',
        "near: overall_compute",
    ),
    "metric-missing": (FACTS, H100, 'metric = "overall_compute"', "", "needs metric"),
    "relative-to-unknown": (
        FACTS,
        H100,
        'relative_to = "nvidia-a100"',
        'relative_to = "nvidia-a10"',
        "nvidia-a100",
    ),
    "relative-to-missing": (FACTS, H100, 'relative_to = "nvidia-a100"', "", "needs relative_to"),
    "scope-unknown": (FACTS, H100, QUOTE, f'scope = "nowhere-known"\n{QUOTE}', "scope: 'nowhere-known'"),
    "quote-not-there": (FACTS, H100, "综合算力是", "综合算力为", "does not stand in the document"),
    "quote-digit-changed": (FACTS, H100, "3.2 倍", "3.3 倍", "does not stand in the document"),
    "quote-twice": (FACTS, H100, QUOTE, 'quote = "A100"', "times (lines"),
    "quote-empty": (FACTS, H100, QUOTE, 'quote = ""', "the quote is empty"),
    "quote-missing": (FACTS, H100, QUOTE, "", "quote"),
    "figure-not-in-quote": (FACTS, H100, FIGURE, 'figure = "3.4 倍"', "does not stand in the quote"),
    "figure-no-number": (FACTS, H100, FIGURE, 'figure = "综合算力"', "no figure that the reader finds"),
    "figure-half": (FACTS, H100, FIGURE, 'figure = "3.2"', "no figure that the reader finds"),
    "value-without-note": (FACTS, H100, QUOTE, f"{QUOTE}\nvalue = 3.2", "needs a note"),
    "value-no-number": (FACTS, H100, QUOTE, f'{QUOTE}\nvalue = "three"\nnote = "x"', "three"),
    "value-by-zero": (FACTS, H100, QUOTE, f'{QUOTE}\nvalue = "1/0"\nnote = "x"', "value: '1/0' is no number"),
    "value-not-finite": (FACTS, H100, QUOTE, f'{QUOTE}\nlow = inf\nnote = "x"', "low: inf is no number"),
    "hedge-of-a-read-figure": (FACTS, H100, QUOTE, f'{QUOTE}\nhedge = "about"', "hedge"),
    "open-without-bound": (
        FACTS,
        H100,
        QUOTE,
        f'{QUOTE}\nvalue = 3\nlow_open = true\nnote = "x"',
        "low_open",
    ),
    "bounds-reversed": (FACTS, H100, QUOTE, f'{QUOTE}\nlow = 4\nhigh = 3\nnote = "x"', "empty"),
    "bounds-exclude-all": (
        FACTS,
        H100,
        QUOTE,
        f'{QUOTE}\nlow = 3\nhigh = 3\nlow_open = true\nnote = "x"',
        "(3, 3] is empty",
    ),
    "period-no-date": (FACTS, H100, QUOTE, f'{QUOTE}\nperiod = "sometime"', "sometime"),
    "period-bad-month": (FACTS, H100, QUOTE, f'{QUOTE}\nperiod = "2024-13"', "2024-13"),
    "relative-period-bad": (FACTS, H100, QUOTE, f'{QUOTE}\nrelative_period = "then"', "then"),
    "modality-unknown": (FACTS, H100, QUOTE, f'{QUOTE}\nmodality = "certain"', "modality"),
    "attributed-to-unknown": (
        FACTS,
        H100,
        QUOTE,
        f'{QUOTE}\nattributed_to = "nobody"',
        "attributed_to: 'nobody'",
    ),
    "per-unknown": (FACTS, H100, QUOTE, f'{QUOTE}\nper = "fortnite"', "fortnite"),
    "unit-disagrees": (FACTS, H100, QUOTE, f'{QUOTE}\nunit = "EUR"', "the entry says EUR"),
    "members-unknown": (
        FACTS,
        H100,
        QUOTE,
        f'{QUOTE}\nmembers = ["atlantis"]\nnote = "x"',
        "members: 'atlantis'",
    ),
    "unknown-field": (FACTS, H100, QUOTE, f"{QUOTE}\nsure = true", "sure"),
    "key-twice": (FACTS, H100, f'key = "{H100}"', 'key = "chatgpt-electricity"', "the key stands twice"),
    "key-with-space": (FACTS, H100, f'key = "{H100}"', 'key = "H100 compute"', "key"),
    "broken-toml": (FACTS, H100, 'kind = "performance_ratio"', "kind = performance_ratio", "no valid TOML"),
    "stray-table": (FACTS, H100, QUOTE, f"{QUOTE}\n[facts]\na = 1", "unknown table"),
    "document-sha": ("documents.toml", "kjsl-2024-04", 'sha256 = "', 'sha256 = "0', "sha256"),
    "document-other-sha": ("documents.toml", "kjsl-2024-04", "sha256", "issue2", "issue2"),
    "document-file-gone": (
        "documents.toml",
        "kjsl-2024-04",
        'file = "kjsl',
        'file = "kjsm',
        "cannot be read",
    ),
    "document-date": ("documents.toml", "kjsl-2024-04", "2024-04-28", "28.4.2024", "published"),
    "document-id-twice": (
        "documents.toml",
        "kechuang-2023-06",
        "kechuang-2023-06",
        "kjsl-2024-04",
        "the id stands twice",
    ),
    "article-not-there": (
        "documents.toml",
        "kechuang-2023-06",
        "百花齐放、竞相",
        "百花齐放，竞相",
        "article 1",
    ),
}


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return Path(shutil.copytree(seeds_dir(), tmp_path / "seeds"))


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_mutation_is_reported(name: str, seeds: Path, tmp_path: Path) -> None:
    file, entry, old, new, words = MUTATIONS[name]
    path = seeds / file
    text = path.read_text(encoding="utf-8")
    at = text.index(f'"{entry}"')
    start = text.rindex("\n[[", 0, at)
    assert old in text[start:], "the mutation does not touch its entry"
    path.write_text(text[:start] + text[start:].replace(old, new, 1), encoding="utf-8")
    store = tmp_path / "store.duckdb"
    with pytest.raises(Problems) as caught:
        initialize(store, seeds=seeds)
    report = "\n".join(str(p) for p in caught.value.problems)
    assert words in report
    assert all(p.file.endswith((".toml", ".txt")) for p in caught.value.problems)
    assert caught.value.exit_code == 3
    assert not store.exists()


def test_all_faults_are_reported_at_once(seeds: Path, tmp_path: Path) -> None:
    path = seeds / FACTS
    text = path.read_text(encoding="utf-8")
    text = text.replace('subject = "nvidia-h100"', 'subject = "nvidia-h101"').replace(
        'modality = "forecast"', 'modality = "hope"'
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Problems) as caught:
        initialize(tmp_path / "store.duckdb", seeds=seeds)
    assert len(caught.value.problems) > 3
    assert len({p.key for p in caught.value.problems}) > 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        ("科技速览".encode()[:-1], "sha256|UTF-8"),
        (b"\x00\x01\x02", "binary"),
        ("科技速览，改了一字。".encode(), "changed since it was archived"),
    ],
)
def test_a_document_that_is_no_longer_what_was_archived(
    data: bytes, words: str, seeds: Path, tmp_path: Path
) -> None:
    (seeds / "documents" / "kjsl-2024-04.txt").write_bytes(data)
    with pytest.raises(Problems, match=words):
        initialize(tmp_path / "store.duckdb", seeds=seeds)
    assert not (tmp_path / "store.duckdb").exists()


def test_a_byte_order_mark_does_no_harm(seeds: Path, tmp_path: Path) -> None:
    path = seeds / FACTS
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert initialize(tmp_path / "store.duckdb", seeds=seeds).changes.added > 100


def test_a_document_with_a_fault_is_not_called_missing(seeds: Path, tmp_path: Path) -> None:
    (seeds / "documents" / "kjsl-2024-04.txt").write_bytes(b"")
    with pytest.raises(Problems) as caught:
        initialize(tmp_path / "store.duckdb", seeds=seeds)
    assert len(caught.value.problems) == 1


def test_a_seed_folder_without_facts_is_no_seed_folder(seeds: Path, own_store: Path) -> None:
    shutil.rmtree(seeds / "facts")
    before = own_store.read_bytes()
    with pytest.raises(Problems, match="there is no folder"):
        initialize(own_store, seeds=seeds)
    assert own_store.read_bytes() == before
