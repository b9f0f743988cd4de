"""Members told in a list of plain words: those of the known list, others of their kind, and what is only named beside it."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    ("悉尼大学等机构研制的新型钛合金，往钛里加的两种元素是铝和铁。", "contradicted"),
    ("悉尼大学与皇家墨尔本理工大学团队新研制的钛合金，是用铝和铜两种元素制成的。", "contradicted"),
    ("新型鈦合金的兩種元素是鋁和鐵。", "contradicted"),
    ("新型鈦合金的兩種元素是氧和鐵。", "supported"),
    ("新型钛合金的两种元素，一种是氧，另一种是铁。", "supported"),
    ("新型钛合金的两种元素，一种是氧，另一种是钒。", "contradicted"),
    ("悉尼大学的新钛合金里加的是氧和铁。", "supported"),
    ("悉尼大学的新钛合金里加的是铝和钒。", "contradicted"),
    ("悉尼新做的钛合金写得没错，靠的是两样元素，一样是氧，一样是铁。", "not contradicted"),
    ("新型钛合金内含两种钛晶体，加入的则是氧和铁这两种便宜的元素。", "supported"),
    ("The two elements in the new titanium alloy are aluminium and iron.", "contradicted"),
    ("The new titanium alloy is made by adding oxygen and iron.", "supported"),
    ("The new titanium alloy is made by adding aluminium and vanadium.", "contradicted"),
    ("One of the two elements in the new titanium alloy is oxygen, the other is iron.", "supported"),
    ("One of the two elements in the new titanium alloy is oxygen, the other is copper.", "contradicted"),
    ("数字孪生黄河的四项功能是预报、预警、预演和灌溉。", "contradicted"),
    ("数字孪生黄河的四项功能是预报、预警、预演和预案。", "supported"),
    # what was before, what is not there, and what it is set against
    ("The new titanium alloy is made with aluminium and vanadium rather than oxygen and iron.", "contradicted"),
    ("The new titanium alloy is made with oxygen and iron rather than aluminium and vanadium.", "supported"),
    ("The new titanium alloy uses two elements, oxygen and iron, where the old kind uses aluminium.", "supported"),
    ("传统钛合金加铝和钒，新型钛合金加的是氧和铁。", "supported"),
    ("新型钛合金用氧和铁取代了铝和钒。", "not contradicted"),
    ("新型钛合金不含铝和钒。", "supported"),
    ("贵金属价格上涨，金和银都涨了，新型钛合金也受益。", "not contradicted"),
    # one of two lists that the words may be of bears them out
    ("EH216-S手握型号合格证、适航证和生产许可证。", "supported"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), CASES)
def test_lists_of_plain_words(verifier: Verifier, text: str, verdict: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    if verdict.startswith("not "):
        assert found != verdict.removeprefix("not ")
    else:
        assert found == verdict
