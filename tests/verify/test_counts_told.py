"""Counts told in other words, and what must not be taken for a count of all."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    # all there are, and as many as are named
    ("脑机接口一共就两类，侵入式和非侵入式。", "contradicted"),
    ("There are exactly two kinds of brain-computer interface, invasive and non-invasive.", "contradicted"),
    ("联合发布“风乌”的机构一共有六家，其中包括南京信息工程大学。", "supported"),
    ("IPCEI ME/CT只有14个成员国，德国也在内。", "not contradicted"),
    # others beside those that are named
    ("Malta, Romania and a dozen other countries are taking part in IPCEI ME/CT.", "supported"),
    ("马耳他、罗马尼亚和另外十二个国家参加了IPCEI ME/CT。", "supported"),
    ("Malta, Romania and ten other countries are taking part in IPCEI ME/CT.", "not supported"),
    ("Portugal is one of the 14 member states taking part in the IPCEI ME/CT scheme.", "contradicted"),
    # none of them
    ("科大讯飞、商汤、云从等头部AI企业至今没有一家把模型移植到海光DCU平台。", "contradicted"),
    ("到现在一家互联网公司都没认证通过海光的DCU。", "contradicted"),
    ("智能石头里头一块电池都没有。", "contradicted"),
    ("Each smart stone holds one MCU module and no battery.", "contradicted"),
    ("Each smart stone holds three MCU modules and one battery.", "contradicted"),
    ("每块智能石头内嵌一个MCU模组和一块电池。", "supported"),
    # in words
    ("Neuralink relies on hundreds or even thousands of electrodes placed inside the dura.", "supported"),
    ("神经连接公司在硬脑膜内放入几百上千个电极。", "supported"),
    ("神经连接公司的方案里总共就放两个电极。", "contradicted"),
    ("赵志耘认为大模型发展要从四方面发力。", "supported"),
    ("科研人员说，用老办法做钛氧铁合金要跨过两道难关。", "supported"),
    ("FengWu needs a cluster of several hundred GPUs to run.", "contradicted"),
    ("中国参数10亿以上的大模型，已发布的还不到50个。", "contradicted"),
    ("“风乌”由六家单位联合发布，南京信息工程大学是其中之一。", "supported"),
    # a sort among the members
    ("“风乌”由6家机构联合发布，其中3家是高校。", "supported"),
    ("Six organisations put their names to FengWu, three of them universities.", "supported"),
    ("风乌的六家发布机构中有四所大学。", "contradicted"),
    ("广州大学有1家粤港澳联合实验室。", "not contradicted"),
    # which of its kind
    ("IPCEI ME/CT is only the second Important Project of Common European Interest.", "contradicted"),
    ("IPCEI ME/CT is the sixth Important Project of Common European Interest.", "supported"),
    ("Liuhua 11-1/4-1 was the third deepwater oilfield in China.", "contradicted"),
    ("The Liuhua 11-1/4-1 field was China's very first deepwater oilfield.", "supported"),
    ("Haiji-2 is the second jacket built for the Liuhua 11-1/4-1 field.", "not contradicted"),
    ("Germany was the second country to join IPCEI ME/CT.", "not contradicted"),
    ("亿航EH216-S是全球第三款集齐三证的eVTOL飞行器。", "contradicted"),
    # the opposite end
    ("Nvidia regards Huawei as one of its weakest rivals in AI chips.", "contradicted"),
    ("Nvidia regards Huawei as one of its strongest rivals in AI chips.", "supported"),
    # told by what is done
    ("Semi-invasive brain interfaces pick up signals better than electrodes inserted straight into brain cells.", "contradicted"),
    ("半侵入式脑机接口采到的信号，不如把电极直接插进脑细胞里好。", "supported"),
    ("亿航EH216-S手里仍只有型号合格证和适航证两张证。", "contradicted"),
    ("亿航EH216-S在2023年一张证都没拿到。", "contradicted"),
    # the rest
    ("Of the 129 people seriously injured by Impella, only 49 survived.", "contradicted"),
    ("Of the 129 people seriously injured by Impella, only 80 survived.", "supported"),
    ("Eighty of the people seriously injured by Impella are not among the dead.", "supported"),
    # neither denied by arithmetic nor of another time
    ("The Impella recall is about a design flaw in every pump, not one particular batch.", "not supported"),
    ("Before the upgrade, the China Spallation Neutron Source had eleven neutron instruments.", "not contradicted"),
    ("截至目前，没有人因Impella心脏泵而死亡。", "contradicted"),
    ("IPCEI ME/CT中有19个项目由中小企业承担。", "not contradicted"),
    ("和广州一样，成都也重视生物医药，现有企业3000多家。", "not contradicted"),
    # a list that a count divides
    ("脑机接口技术可归为两大类：侵入式与非侵入式。", "contradicted"),
    ("EHang EH216-S holds only its type certificate.", "contradicted"),
    # none of a counted list
    ("因Impella丢命的一个都没有。", "contradicted"),
    ("Not one laboratory in Guangzhou has so far won recognition as a key lab of the National Medical Products Administration.", "contradicted"),
    # what is denied behind, or lacked
    ("按规划，数字孪生黄河就干预报这一件事，什么预警、预演、预案，一概不在里头。", "contradicted"),
    ("截至2024年4月底，亿航EH216-S三类证件只拿到两类，生产许可证仍无着落。", "contradicted"),
    ("By April 2024 the EH216-S still hadn't got its production certificate.", "contradicted"),
    # a whole of which a part is told, and a time when it was so still
    ("亿航EH216-S于2023年先拿下三张证照中的两张，剩下的一张是生产许可证。", "not contradicted"),
    ("The EH216-S did not obtain its production certificate in 2023.", "not contradicted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), CASES)
def test_counts_in_other_words(verifier: Verifier, text: str, verdict: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    if verdict.startswith("not "):
        assert found != verdict.removeprefix("not ")
    else:
        assert found == verdict
