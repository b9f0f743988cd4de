"""What is left of a whole beside its part, and small counts that stand away from their noun."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    ("Of those seriously injured by Impella pumps, 80 survived.", "supported"),
    ("Of the 129 people seriously injured by Impella, 90 survived.", "contradicted"),
    ("80 of the 129 people seriously injured by Impella did not die.", "supported"),
    (
        "Six of the ten Guangdong-Hong Kong-Macao joint laboratories in Guangzhou are outside biomedicine.",
        "supported",
    ),
    ("在穗粤港澳联合实验室中，非生物医药领域的有6家。", "supported"),
    ("Four of the ten Guangdong-Hong Kong-Macao joint labs in Guangzhou focus on biomedicine.", "supported"),
    ("Five of the ten joint labs in Guangzhou are in biomedicine.", "contradicted"),
    # A part that nothing tells keeps the whole from supporting.
    ("Nine of China's 79 released large models come from Guangzhou.", "not_covered"),
]


@pytest.mark.parametrize(("text", "verdict"), CASES)
def test_the_rest_is_judged(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict
