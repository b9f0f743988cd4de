"""A contradiction needs every word of its clause explained; a word that may shift the measure makes it `possible`."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbase.extract.explained import Common, words_of
from factbase.service.verify import verify_text
from factbase.service.verify_claims import Verifier, worst

# (the figure is wrong of the measure itself, a word makes it a figure of something else)
PAIRS = [
    ("China has released 40 large models with at least a billion parameters.", "China has released 40 open-source large models with at least a billion parameters."),
    ("Impella造成了80人重伤。", "Impella造成的重伤者扣除死者，还剩80人。"),
    ("白云湖数字科技城已落地项目26宗，用地面积约10.5平方公里。", "白云湖数字科技城已落地项目26宗，远景用地面积约10.5平方公里。"),
    ("ChatGPT消耗的电量为每天5万千瓦时。", "ChatGPT北欧机房消耗的电量为每天5万千瓦时。"),
    ("Guangzhou has 400 biomedical companies.", "Guangzhou added 400 biomedical companies last year."),
    ("Guangzhou has 400 biomedical companies.", "Guangzhou has 400 private biomedical companies."),
    ("Guangzhou has 400 biomedical companies.", "Guangzhou has 400 venture-backed biomedical companies."),
    ("Two institutions released FengWu with the laboratory.", "Two other institutions released FengWu with the laboratory."),
    ("散裂中子源二期工程将有11台中子谱仪。", "散裂中子源二期工程将新增11台中子谱仪。"),
    ("Impella pumps have been blamed for 129 deaths.", "Impella pumps have been blamed for 129 Florida deaths."),
    ("广州有500家生物医药企业。", "广州500家生物医药企业参加了展会。"),
    ("IPCEI ME/CT涉及10家企业。", "在法国，IPCEI ME/CT涉及10家企业。"),
    ("IPCEI ME/CT supports 31 projects.", "In Germany, IPCEI ME/CT supports 31 projects."),
    ("广州的生物医药上市企业只有20家。", "十年前，广州的生物医药上市企业只有20家。"),
    ("ChatGPT handles only 100 million requests a day.", "On weekends ChatGPT handles only 100 million requests a day."),
    ("ChatGPT uses 5 million kWh of electricity a day.", "ChatGPT's voice mode uses 5 million kWh of electricity a day."),
]  # fmt: skip


@pytest.mark.parametrize(("plain", "shifted"), PAIRS)
def test_only_what_the_words_explain_is_contradicted(verifier: Verifier, plain: str, shifted: str) -> None:
    assert worst(v.judgement.verdict for v in verifier.verdicts(plain)) == "contradicted"
    assert worst(v.judgement.verdict for v in verifier.verdicts(shifted)) != "contradicted"


def test_common_words_do_not_keep_a_contradiction_back(verifier: Verifier) -> None:
    for text in (
        "As far as we know, IPCEI ME/CT comprises merely 40 projects, believe it or not.",
        "据了解，ChatGPT目前每天大概要吃掉5万千瓦时的电量。",
    ):
        assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == "contradicted"


def test_words_of_having_and_causing_are_common(verifier: Verifier) -> None:
    for text in (
        "Impella heart pumps have been blamed for 129 deaths.",
        "每块“智能石头”里嵌有一个MCU模组和两块电池。",
        "“风乌”要靠两块GPU才能跑起来。",
    ):
        assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == "contradicted"


def test_the_words_of_the_facts_own_sentence_are_explained_except_before_what_is_measured(
    verifier: Verifier,
) -> None:
    told = "在这项微创脑机接口试验里，患者是经过半年的康复训练才能用气动手套抓握水瓶的。"
    assert worst(v.judgement.verdict for v in verifier.verdicts(told)) == "contradicted"
    narrowed = "欧盟汽车芯片产量占全球30%。"  # 汽车 stands in that sentence, but here it says which output
    assert worst(v.judgement.verdict for v in verifier.verdicts(narrowed)) == "possible"


def test_ordinary_talk_around_a_claim_is_common(verifier: Verifier) -> None:
    for text in (
        "My neighbour solemnly swears, hand on heart, that IPCEI ME/CT comprises a jaw-dropping 40 projects.",
        "Frankly, critics scoff, IPCEI ME/CT boils down to a laughable 40 projects.",
        "老铁们，别被忽悠了，ChatGPT每天充其量也就耗电5万千瓦时，就这么点。",
        "说句公道话，风乌的门槛高得吓人，没有8块GPU根本跑不起来。",
        "楼下保安大叔拍着胸脯说，IPCEI ME/CT满打满算只涉及10家企业。",
        "SenseChat is a lightweight language model with a hundred million parameters.",
        "SenseChat is a compact language model of around a hundred million parameters.",
        "The pull-through stalls at Tesla's planned California Supercharger add up to a grand total of 60.",
        "广州生物医药上市企业的总市值，加起来还不到1000亿元。",
        "别看广州名气大，生物医药企业拢共也就六百来家。",
    ):
        assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == "contradicted", text


def test_who_acts_in_the_sentence_of_a_fact_explains_a_contradiction_in_any_language(
    verifier: Verifier,
) -> None:
    text = "On December 7, 2020, just 12 EU member states signed the joint declaration on processors and semiconductors."
    assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == "contradicted"


def test_words_that_narrow_are_not_common_though_their_parts_are(verifier: Verifier) -> None:
    for text in (
        "IPCEI ME/CT前期涉及10家企业。",
        "Domestically, ChatGPT uses 50,000 kWh of electricity a day.",
        "SenseChat is a mini version with 7 billion parameters.",
        "ChatGPT is a chatbot with a voice mode that uses 5,000 kWh of electricity a day.",
        "Shensuan-2 mini was released in the first quarter of 2023.",
        "清华脑机接口试验的第二例患者康复训练了半年。",
        "IPCEI ME/CT每新增一个直接就业岗位，对应的公共资金约为93万欧元。",
        "The countries that signed the EU's semiconductor declaration outnumber the members of IPCEI ME/CT by eight.",
    ):
        assert worst(v.judgement.verdict for v in verifier.verdicts(text)) != "contradicted", text


def test_the_reason_names_the_words(store: Path) -> None:
    text = "ChatGPT北欧机房消耗的电量为每天5万千瓦时。"
    (claim,) = verify_text(store, text).claims
    assert claim.verdict == "possible"
    assert claim.reason == "nothing in the facts explains “北欧机房”, which may shift what is measured"
    (claim,) = verify_text(store, text, lang="zh").claims
    assert claim.reason == "事实没有说明“北欧机房”，它可能改变了所度量的对象"


def test_words_meet_in_their_forms() -> None:
    assert set(words_of("Companies planning")) == set(words_of("a company's plans")) - {"a"}
    assert list(words_of("用电量")) == ["用电", "电量"]
    assert Common(("reach",)).latin == Common(("reaches", "reached")).latin


def test_a_word_that_shifts_the_measure_is_never_common(verifier: Verifier) -> None:
    lists = verifier.matcher.tables.lists
    common = Common(tuple(lists["neutral"]), frozenset(lists["neutral.narrowing"]), adverbs=True)
    shifting = (
        "plan planned plans other remaining originally initial initially per new cumulative cumulatively average former previous earlier"
        " additional further indirect potential peak maximum spare overseas foreign pilot temporary gross net annual daily monthly early added"
    )
    assert not common.latin & set(words_of(shifting))
    for word in (
        "domestically",
        "quarterly",
        "technically",
        "server",
        "servers",
        "family",
        "mostly",
        "users",
    ):
        assert not common.explains(word), word
    for word in ("astonishingly", "solemnly", "frankly", "quietly"):
        assert common.explains(word), word


def test_the_language_of_news_does_not_keep_a_contradiction_back(verifier: Verifier) -> None:
    for text in (
        "Undeniably, and analysts repeatedly underline it, IPCEI ME/CT comprises an astonishing 40 projects.",
        "The spokesman reiterated on television that IPCEI ME/CT comprises 40 projects, the transcript shows.",
    ):
        assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == "contradicted"


def test_beside_its_own_cue_a_sentence_that_is_all_explained_needs_no_firmer_words(
    verifier: Verifier,
) -> None:
    def found(text: str) -> str:
        return worst(v.judgement.verdict for v in verifier.verdicts(text))

    assert found("中国散裂中子源一期工程已经开放十年以上。") == "contradicted"
    assert (
        found(
            "The flood dispatch plans coming out of the Yellow River digital twin look 24 to 48 hours ahead."
        )
        == "contradicted"
    )
    # one word that nothing explains, and nothing named
    assert found("数字孪生黄河平台给出的北欧防汛调度方案建议，覆盖未来24至36小时。") != "contradicted"
    assert found("The flood dispatch plans look 24 to 48 hours ahead.") != "contradicted"


def test_away_from_its_cue_an_amount_of_its_own_unit_needs_no_firmer_words(verifier: Verifier) -> None:
    for text in (
        "Land take of the 26 landed projects at Baiyun Lake Digital Technology City: approximately 942 hectares.",
        "“风乌”生成一次全球预报，大约需要5分钟。",
        "Regulators put the Impella recall in Class II.",
        "深算一号的显存带宽有A100的七成。",
        "Shensuan-2 improved on Shensuan-1's performance by a mere 50 percent.",
    ):
        assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == "contradicted", text
    for text in (
        # another order of the two, a third thing, a number that goes on, a count, a bare ordinal
        "以A100为基准，英伟达H100的综合算力要高出220%左右。",
        "论综合算力，深算一号还够不上H100的15%。",
        "論綜合算力，一塊H100抵得上三塊多A100。",
        "China approved eight large models for public release.",
        "For IPCEI ME/CT, the span from the first market launch to scheduled completion is seven years at most.",
    ):
        assert worst(v.judgement.verdict for v in verifier.verdicts(text)) != "contradicted", text


def test_run_on_verbs_and_manner_told_by_doubling_are_common(verifier: Verifier) -> None:
    for text in (
        "They've got forty projects in IPCEI ME/CT, and they'll tell you so.",
        "“风乌”吭哧吭哧跑五分钟才吐出一次预报。",
        "中国散裂中子源一期晃晃悠悠开放了十年以上。",
    ):
        assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == "contradicted", text


def test_whose_a_thing_is_by_its_names_is_explained(verifier: Verifier) -> None:
    told = "Brussels plans to have the entire IPCEI ME/CT programme completed by the end of 2027."
    assert worst(v.judgement.verdict for v in verifier.verdicts(told)) == "contradicted"


def test_words_of_spreading_holding_and_asking_are_common(verifier: Verifier) -> None:
    for text in (
        "截至2023年汛前，“智能石头”在黄河下游铺开的控导工程有80处之多。",
        "智能石头如今已经布满黄河下游的六十处控导工程。",
        "The smart stones are strewn over eighty control works on the lower Yellow River.",
        "IPCEI ME/CT will spawn 870 direct jobs, give or take.",
        "In Guangzhou, no more than five laboratories carry the designation of key laboratory of the National Medical Products Administration.",
        "你们别吹了，到2023年6月，中国十亿参数以上的大模型连二十个都凑不齐。",
        "IPCEI ME/CT这摊子事儿，攒了不到二十家企业。",
        "白云湖数字科技城那26宗项目总共圈了9420亩地。",
        "The Yellow River Conservancy Commission's blueprint for the digital twin runs from 2024 to 2030.",
    ):
        assert worst(v.judgement.verdict for v in verifier.verdicts(text)) == "contradicted", text
