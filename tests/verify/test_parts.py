"""Counts of the names beside them, of others, of a rest and of a part: none of them is a count of all."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    # a count of the names beside it is theirs: that they are members is what is claimed
    ("德国和法国两个成员国参加IPCEI ME/CT。", "supported"),
    ("德國和法國兩個成員國參加IPCEI ME/CT。", "supported"),
    ("德国和匈牙利两个成员国参加IPCEI ME/CT。", "contradicted"),
    ("Two member states of IPCEI ME/CT are Spain and Poland.", "supported"),
    ("Two member states of IPCEI ME/CT are Hungary and Poland.", "contradicted"),
    ("Spain and Poland are two of the member states of IPCEI ME/CT.", "supported"),
    ("Two handset makers, OPPO and vivo, have announced on-device AI strategies.", "supported"),
    ("Two handset makers (OPPO and vivo) have announced on-device AI strategies.", "supported"),
    ("OPPO and vivo, two handset makers, have announced on-device AI strategies.", "supported"),
    ("华为、小米两家手机厂商都公开了端侧AI战略。", "supported"),
    ("两家手机厂商——华为和小米——公开了端侧AI战略。", "supported"),
    ("手机厂商OPPO和vivo两家都公开了端侧AI战略。", "supported"),
    ("英特尔和英飞凌两家公司宣布了在欧洲的新投资计划。", "supported"),
    ("风乌的发布机构里有两所上海的机构：上海交通大学和上海中心气象台。", "supported"),
    ("数字孪生黄河的四预功能包括预报和预警两项。", "supported"),
    ("海基二号刷新了作业水深和高度两项亚洲纪录。", "not contradicted"),
    ("Haiji-2 set two Asian records, for depth and weight.", "not contradicted"),
    # unless a word says that they are all there are, or nothing is named
    ("IPCEI ME/CT只有德国和法国两个成员国。", "contradicted"),
    ("IPCEI ME/CT has two member states: Spain and Poland.", "contradicted"),
    ("The two member states of IPCEI ME/CT are Spain and Poland.", "contradicted"),
    ("Only two handset makers, OPPO and vivo, have announced on-device AI strategies.", "contradicted"),
    ("两家手机厂商公开了端侧AI战略。", "contradicted"),
    ("IPCEI ME/CT involves two member states and 56 companies.", "contradicted"),
    # who left is no member, whatever words stand between
    ("德国和法国两个成员国退出了IPCEI ME/CT。", "not supported"),
    ("Two member states, Germany and France, left IPCEI ME/CT.", "not supported"),
    # beside a member the others are counted
    ("五家机构与上海人工智能实验室一起发布了风乌。", "supported"),
    ("六家机构与上海人工智能实验室一起发布了风乌。", "not supported"),
    ("Five partners joined the Shanghai AI Laboratory in releasing FengWu.", "supported"),
    ("上海人工智能实验室联合五家机构发布了风乌。", "supported"),
    ("上海人工智能实验室联合四家机构发布了风乌。", "not contradicted"),
    ("包括上海人工智能实验室在内的五家机构发布了风乌。", "contradicted"),
    ("发布风乌的六家机构里有中科大和上海交大。", "supported"),
    # a rest is no level
    ("Excluding the 49 dead, 80 people were seriously injured by Impella.", "not contradicted"),
    ("Not counting the 49 dead, 80 people were seriously injured by Impella.", "not contradicted"),
    ("除去死亡的49人，Impella还导致80人重伤。", "not contradicted"),
    ("除68个项目外，IPCEI ME/CT还涉及60家企业。", "contradicted"),
    ("5个成员国尚未签署半导体联合宣言。", "not contradicted"),
    ("5个成员国签署了半导体联合宣言。", "contradicted"),
    ("Impella召回后，又有3人死亡。", "not contradicted"),
    ("Impella导致3人死亡。", "contradicted"),
    # some give a part
    ("四个成员国为IPCEI ME/CT提供了60亿欧元公共资金。", "not contradicted"),
    ("14个成员国为IPCEI ME/CT提供了60亿欧元公共资金。", "contradicted"),
    ("白云湖数字科技城2宗项目总投资100亿元。", "not contradicted"),
    ("白云湖数字科技城26宗项目总投资约300亿元。", "contradicted"),
    ("Some member states provide 6 billion euros of public funding for IPCEI ME/CT.", "not contradicted"),
    # one of its things, a first lot, a sort
    ("One of ChatGPT's data centres uses 50,000 kWh a day.", "not contradicted"),
    ("ChatGPT的一个数据中心每天耗电5万千瓦时。", "not contradicted"),
    ("ChatGPT每天耗电5万千瓦时。", "contradicted"),
    ("26宗项目中，白云湖数字科技城的世界500强项目有2宗。", "not contradicted"),
    ("广州生物医药上市企业中，市值超百亿元的有8家。", "not contradicted"),
    ("广州的粤港澳联合实验室里，属于生物医药领域的有10家。", "contradicted"),
    ("散裂中子源二期首批将建设4台中子谱仪。", "not contradicted"),
    ("散裂中子源二期将建设4台中子谱仪。", "contradicted"),
    ("The first phase of Tesla's new California station will have 84 stalls.", "not contradicted"),
    ("Tesla's new California station will have 84 stalls.", "contradicted"),
    ("The first phase of CSNS has completed 500 user experiments.", "contradicted"),
    ("白云湖数字科技城首批项目投资80亿元。", "not contradicted"),
    ("白云湖数字科技城其中一宗用地约50亩。", "not contradicted"),
    ("白云湖数字科技城的最大项目投资额为100亿元。", "not contradicted"),
    ("白云湖数字科技城总投资额为100亿元。", "contradicted"),
    ("IPCEI ME/CT的通信类项目有12个。", "not contradicted"),
    ("IPCEI ME/CT的项目有12个。", "contradicted"),
    ("ChatGPT每天收到来自学生的请求3000万个。", "not contradicted"),
    ("ChatGPT每天收到来自用户的请求3000万个。", "contradicted"),
    ("广州有4个国家药监局重点实验室。", "contradicted"),
    ("IPCEI ME/CT involves 14 companies.", "contradicted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_counts_only_some_is_no_count_of_all(verifier: Verifier, text: str, expected: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    if expected.startswith("not "):
        assert found != expected.removeprefix("not ")
    else:
        assert found == expected
