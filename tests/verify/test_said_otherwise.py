"""What a sentence says in other words: labels before it, pronouns within it, times between, worlds, nouns named in full later."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    # a label is no part of the sentence
    ("更正：葡萄牙不在IPCEI ME/CT的成员国名单之中。", "supported"),
    ("NOTE: The semiconductor declaration was signed by 12 member states.", "contradicted"),
    # besides is not without
    ("除商汤以外，科大讯飞和云从也在已有大量模型移植到海光DCU平台的AI企业之列。", "supported"),
    ("除了百度和阿里，腾讯也已认证通过海光DCU。", "not contradicted"),
    # a fraction is no membership
    ("日本芯片研究组织要在2028年前开发出1.4纳米工艺，这个制程节点只有A100的五分之一。", "supported"),
    # the clause of a rank begins with its own name
    ("论大模型数量，美国排名全球第一，中国排名全球第二。", "supported"),
    ("论大模型数量，中国排名全球第一，美国排名全球第二。", "contradicted"),
    # as many as are said come before
    ("Only two Chinese cities have more biomedical companies than Guangzhou.", "supported"),
    ("Only three Chinese cities have more biomedical companies than Guangzhou.", "contradicted"),
    # 说穿 is no verb of saying; what stands before a number that it denies is no word of time
    ("IPCEI ME/CT说穿了，就是由56家企业承担的68个项目。", "supported"),
    ("欧盟芯片法案涉及的补贴其实还不到400亿欧元。", "contradicted"),
    # a sentence that names nothing before its figure goes on
    ("IPCEI ME/CT是欧盟批准的第六个欧洲共同利益重要项目。参与的成员国共有14个，马耳他也在其中。", "supported"),
    ("“风乌”由六家机构联合发布。这个模型的预报时效超过10天。", "supported"),
    # a share of a part in its whole
    ("穗粤港澳联合实验室里，生物医药领域的占四成。", "supported"),
    # by the end of a year is of that year
    ("IPCEI ME/CT is to be completed by the end of 2032.", "supported"),
    # times between two things
    ("从首个微电子IPCEI获批到欧盟芯片法案获批，前后相隔四年多。", "supported"),
    ("从首个微电子IPCEI获批到欧盟芯片法案获批，前后相隔九年。", "contradicted"),
    ("Roughly two years lie between the approval of the first IPCEI and the signing of the declaration on processors and semiconductors.", "supported"),
    ("Three days after Raimondo's remarks on the CHIPS Act, the Politburo held its study session on new energy.", "supported"),
    # what is counted is named in full later
    ("Thirteen laboratories in Guangzhou have been recognised as NMPA key laboratories.", "not contradicted"),
    ("13 laboratories in Guangzhou have been recognised as NMPA key laboratories.", "supported"),
    # more countries than: no level of either
    ("Eight more countries signed the declaration on processors and semiconductors than take part in IPCEI ME/CT.", "not contradicted"),
    # a plan is no figure of the present
    ("At present the European Union accounts for just 9% of global semiconductor production.", "not contradicted"),
    ("IPCEI ME/CT的137亿欧元私人投资已经全部到账。", "not supported"),
    # those behind something are not below it, and no greener than is not greener
    ("RMIT is one of the institutions behind the new class of titanium alloys.", "not contradicted"),
    ("The 47 listed firms in Guangzhou's biomedical industry booked combined profits of more than 300 billion yuan.", "not supported"),
    # whose measure stands before the comparing word is compared in that one
    ("GPT-5面临的数据短缺将超过GPT-4的全部训练数据。", "possible"),
    # another thing of the sort in the clause may be whom the figure is about
    ("昇腾910B采用7nm制程生产，与英伟达A100相同。", "not supported"),
    ("台积电也在已宣布欧洲新投资计划的半导体公司之列。", "not supported"),
    ("Training ChatGPT burns more than 500,000 kWh of electricity every day.", "not supported"),
    # what is counted as sorts, what a nanometre is of, what arithmetic explains
    ("脑机接口技术总共就分两类。", "contradicted"),
    ("By 2028 the Japanese chip research group aims to develop 14nm manufacturing technology.", "contradicted"),
    ("ChatGPT平均每回应一个请求就要消耗约25瓦时的电。", "contradicted"),
    # faintly cued, but every word explained
    ("The Yellow River digital twin proposes flood dispatch plans for the next 24 to 48 hours.", "contradicted"),
    # a number on which another figure rests
    ("英特尔德国工厂最初的68亿欧元补贴，相当于工厂170亿欧元投资额的四成。", "not contradicted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_said_in_other_words(verifier: Verifier, text: str, expected: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    if expected.startswith("not "):
        assert found != expected.removeprefix("not ")
    else:
        assert found == expected
