"""Members that are said to be the only ones: wrong where a list has others, right where a closed list has no more."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    ("在手机厂商中，公开喊出端侧AI战略的目前只有华为一家。", "contradicted"),
    ("在手機廠商中，公開喊出端側AI戰略的目前只有華為一家。", "contradicted"),
    ("喊出端侧AI战略的手机厂商只有小米。", "contradicted"),
    ("Only Huawei among phone makers has announced an on-device AI strategy.", "contradicted"),
    ("AMD alone among chip giants has announced an on-device AI strategy.", "contradicted"),
    ("气象大模型“风乌”由上海人工智能实验室独家发布，没有其他机构参与。", "contradicted"),
    ("FengWu was released by the Shanghai AI Laboratory on its own; no other institution took part.", "contradicted"),
    ("The only institutions behind FengWu are Shanghai AI Laboratory and USTC.", "contradicted"),
    ("Baidu is the only internet company to have certified Hygon's DCU.", "contradicted"),
    ("唯一认证过海光DCU的互联网企业是百度。", "contradicted"),
    ("脑机接口只有侵入式和非侵入式。", "contradicted"),
    ("海光DCU只通过了百度的认证。", "contradicted"),
    ("没有别的国家，只有德国参加了IPCEI ME/CT。", "contradicted"),
    # denied, it is so
    ("喊出端侧AI战略的手机厂商不只有小米。", "supported"),
    ("Baidu is not the only internet company that has certified Hygon's DCU.", "supported"),
    # all that a closed list has are the only ones; of an open list that is not known
    ("The only elements added to the new titanium alloy are oxygen and iron.", "supported"),
    ("EH216-S手里只有型号合格证、适航证和生产许可证。", "supported"),
    ("Lenovo is the only PC maker to have announced an on-device AI strategy.", "not contradicted"),
    ("Lenovo is the only PC maker to have announced an on-device AI strategy.", "not supported"),
    # the only one of another kind, or only something else
    ("Germany is the only member state of IPCEI ME/CT that borders Poland.", "not contradicted"),
    ("Germany is the only member state of IPCEI ME/CT that borders Poland.", "not supported"),
    ("Germany only joined IPCEI ME/CT in 2023.", "not contradicted"),
    ("Only 14 member states, Germany among them, take part in IPCEI ME/CT.", "supported"),
    ("IPCEI ME/CT的成员国只有14个，包括德国。", "supported"),
    ("只有德国在IPCEI ME/CT中出资超过十亿欧元。", "not contradicted"),
    ("EH216-S所持的证件当中就有生产许可证。", "supported"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), CASES)
def test_the_only_ones(verifier: Verifier, text: str, verdict: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    if verdict.startswith("not "):
        assert found != verdict.removeprefix("not ")
    else:
        assert found == verdict
