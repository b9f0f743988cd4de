"""A part against the rest of its whole, a part told to be all of it, and works told to be finished when they began."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    ("Among the people seriously injured in the Impella heart-pump case, the dead outnumber the survivors.", "contradicted"),
    ("在Impella心脏泵造成的重伤者中，死者多于幸存者。", "contradicted"),
    ("Of the people seriously hurt by the Impella pump, more survived than died.", "supported"),
    ("在Impella心脏泵造成的重伤者中，死亡的比活下来的多。", "contradicted"),
    ("在Impella心脏泵造成的重傷者中，死亡的人數少於倖存的人數。", "supported"),
    ("广州未上市的生物医药企业比上市企业多。", "supported"),
    ("特斯拉加州超级充电站的直通式充电桩多于非直通式充电桩。", "contradicted"),
    # the whole is more than its part, whatever is left
    ("The injured by Impella outnumber the dead.", "supported"),
    ("Every stall at Tesla's planned giant California Supercharger will be a pull-through one.", "contradicted"),
    ("特斯拉加州超级充电站的充电桩全部是直通式的。", "contradicted"),
    ("All of the joint labs in Guangzhou are in biomedicine.", "contradicted"),
    ("广州的粤港澳联合实验室全部属于生物医药领域。", "contradicted"),
    ("在Impella事件中受重伤的人全部死亡。", "contradicted"),
    ("广州的生物医药企业都是高新技术企业。", "contradicted"),
    # all of a part, or of another part, is not all of the whole
    ("All of the deaths were among the people seriously injured by Impella.", "not contradicted"),
    ("Every listed company in Guangzhou biomedicine is a biomedical company.", "not contradicted"),
    ("广州上市的生物医药企业都是高新技术企业。", "not contradicted"),
    ("Not every stall at Tesla's planned giant California Supercharger will be a pull-through one.", "not contradicted"),
    ("特斯拉加州超级充电站的充电桩并非全部是直通式的。", "not contradicted"),
    ("All of the joint labs in Guangzhou that are in biomedicine are well funded.", "not contradicted"),
    # one of many requests, each of them: a rate, no share
    ("Every request to ChatGPT takes around 2.5 watt-hours.", "supported"),
    # finished on the day that it began, or before
    ("2024年3月30日，中国散裂中子源二期工程在东莞竣工。", "contradicted"),
    ("2024年3月30日，中國散裂中子源二期工程在東莞竣工。", "contradicted"),
    ("On 30 March 2024 the second phase of the China Spallation Neutron Source was completed in Dongguan.", "contradicted"),
    ("散裂中子源二期工程2023年就已建成。", "contradicted"),
    ("The second phase of the China Spallation Neutron Source was completed in 2024.", "not contradicted"),
    ("散裂中子源二期2024年3月30日启动，计划2029年建成。", "not contradicted"),
    ("散裂中子源一期工程2018年建成。", "not contradicted"),
    ("散裂中子源二期工程2023年建成了样机。", "not contradicted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), CASES)
def test_parts_and_beginnings(verifier: Verifier, text: str, verdict: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    assert found != verdict.removeprefix("not ") if verdict.startswith("not ") else found == verdict
