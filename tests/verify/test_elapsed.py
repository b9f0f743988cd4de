"""Times that passed between two dated levels, how long a term of years lasts, and what comes later than said."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    ("三十多年间，美国在全球半导体产量中的份额缩水了25个百分点，2023年只剩12%。", "supported"),
    (
        "In 33 years America's share of world semiconductor output dropped from 37 percent to 12 percent.",
        "supported",
    ),
    ("十年间，美国在全球半导体产量中的份额从37%降到了12%。", "contradicted"),
    (
        "In only ten years America's share of world semiconductor output dropped from 37 percent to 12 percent.",
        "contradicted",
    ),
    # A term lasts as many calendar years as it names.
    ("The Beijing AI innovation plan runs for three years.", "supported"),
    ("北京人工智能创新策源地实施方案为期十年。", "contradicted"),
    (
        "Issued in 2022, the construction plan for the digital twin Yellow River spans four calendar years.",
        "supported",
    ),
    ("北京那份人工智能创新策源地实施方案，管的是2020年到2022年这三年。", "contradicted"),
    # Denied for a time to come.
    ("马斯克认为人工智能十年之内都不会缺电。", "contradicted"),
    ("Musk says AI will not run short of power for at least another ten years.", "contradicted"),
    ("Musk expects AI to run short of power within 24 months.", "supported"),
    # What was but a target when the facts were told was not so before.
    ("The Japanese group around Rapidus had its 1.4 nm process ready by early 2024.", "contradicted"),
    ("The Japanese group around Rapidus aims to have its 1.4 nm process ready by 2028.", "supported"),
    ("Europe already made 20 percent of the world's semiconductors in 2022.", "contradicted"),
    ("Europe already made 12 percent of the world's semiconductors in 2022.", "not_covered"),
    ("Europe already made 20 percent of the world's semiconductors in 2029.", "not_covered"),
    ("IPCEI ME/CT的首批新产品在2022年就已投放市场。", "contradicted"),
    ("IPCEI ME/CT was already completed in 2022.", "contradicted"),
    # A bound that stands behind, or is told by a word of its own.
    (
        "The flood-control dispatch proposals drawn up with the digital-twin Yellow River platform look half a day ahead at most.",
        "supported",
    ),
    ("Medium-range weather forecasting is about looking no further than two weeks ahead.", "supported"),
    ("中国散裂中子源一期对外开放已经满五年了。", "supported"),
    ("《数字孪生黄河建设规划》的规划期首尾一共跨四个年度。", "supported"),
    ("《数字孪生黄河建设规划》的规划期首尾一共跨六个年度。", "contradicted"),
    # The furthest or the least of a known range is that end of it, no other time.
    ("借助数字孪生平台，李涛团队给出的防汛调度方案建议最短管6小时，最长管半天。", "supported"),
    ("数字孪生黄河平台研判出的防汛调度方案建议，最远也就看到未来半天。", "supported"),
    ("数字孪生黄河平台给出的防汛调度方案建议，最远看10小时。", "possible"),
    ("数字孪生黄河平台给出的防汛调度方案建议，最短看半天。", "possible"),
    ("数字孪生黄河平台给出的防汛调度方案建议，看半天。", "possible"),
    (
        "The dispatch plan of the Yellow River's digital twin looks at its furthest half a day ahead.",
        "supported",
    ),
    ("The shortest dispatch plan of the Yellow River's digital twin looks 12 hours ahead.", "possible"),
    # A time that nothing dates.
    ("In 33 years China's large models grew to 79.", "not_covered"),
]


@pytest.mark.parametrize(("text", "verdict"), CASES)
def test_a_time_that_passed_is_judged(verifier: Verifier, text: str, verdict: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == verdict
