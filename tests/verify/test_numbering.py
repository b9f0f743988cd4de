"""The number of an item is no claim."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier


@pytest.mark.parametrize("text", ["1.超级充电站建设提速。", "2. Chargers for everybody", "3）充电桩更多了。"])
def test_numbering_is_no_figure(verifier: Verifier, text: str) -> None:
    assert not verifier.verdicts(text)


@pytest.mark.parametrize(
    "text",
    [
        # A part of the injured, or the whole of which some were.
        "None of the patients with a heart pump has died of it.",
        "Nine of the 160 injured patients got well.",
    ],
)
def test_a_part_and_its_whole_are_two_numbers(verifier: Verifier, text: str) -> None:
    assert "contradicted" not in {v.judgement.verdict for v in verifier.verdicts(text) if not v.doubt}


def test_a_pronoun_goes_on_although_the_sentence_names_what_it_compares_with(verifier: Verifier) -> None:
    text = "英伟达发布H100。该芯片的综合算力是A100的5.2倍。"
    assert [v.judgement.verdict for v in verifier.verdicts(text)][-1] == "contradicted"


def test_a_classifier_keeps_a_count_out_of_the_unit_before(verifier: Verifier) -> None:
    figures = [v.figure for v in verifier.verdicts("EH216-S最大起飞重量2.2吨，目前已获订单430架。")]
    assert {f.text: f.unit for f in figures}["430架"] == "count"
