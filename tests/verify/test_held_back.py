"""What must support nothing, and what must contradict nothing: other bases, other orders, other days, plans told as done, strangers."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    # so many a year is no number in all
    ("散裂中子源一期工程开放以来，平均每年完成的用户实验课题超过1500项。", "not supported"),
    ("Over 1,500 user experiments are completed at CSNS Phase I each year.", "not supported"),
    ("Every year, IPCEI ME/CT will receive €8.1 billion in public funding.", "not supported"),
    # a sum word beside one measure adds nothing; a part is what the clause of the share speaks of
    ("白云湖数字科技城落地的26宗项目，平均每宗总投资约10亿元，预计年税收合计约35亿元。", "supported"),
    ("存在安全隐患的Impella心脏泵超过6.6万件，死亡人数约占重伤人数的38%。", "supported"),
    ("存在安全隐患的Impella心脏泵超过6.6万件，死亡人数约占重伤人数的68%。", "contradicted"),
    # so many more is not so many in all, with a blank before the number or without
    ("广州还有 4个国家药监局重点实验室。", "not contradicted"),
    ("广州还有4个国家药监局重点实验室。", "not contradicted"),
    ("Guangzhou has another four NMPA key laboratories.", "not contradicted"),
    ("广州有4个国家药监局重点实验室。", "contradicted"),
    # ranks go with their own words
    ("按企业总数计，广州生物医药产业居全国第三位；按总市值计，则居全国第四位。", "supported"),
    ("按企业总数计，广州生物医药产业居全国第四位；按总市值计，则居全国第三位。", "contradicted"),
    ("By number of large models the United States ranks first in the world and China second.", "supported"),
    ("By number of large models China ranks first in the world and the United States second.", "contradicted"),
    ("广州现有各类生物医药企业6400多家，总数位居全国第二。", "not supported"),
    # as early as, not until: the day of the event itself
    ("The European Chips Act was approved as early as April 2023.", "supported"),
    ("The European Chips Act was approved as early as October 2021.", "contradicted"),
    ("海光“深算二号”直到2023年第三季度才发布。", "supported"),
    ("海光“深算二号”直到2024年第一季度才发布。", "contradicted"),
    ("Shensuan-2 was not released until the third quarter of 2023.", "supported"),
    ("Shensuan-2 was not released until the first quarter of 2024.", "contradicted"),
    # what something is so many orders of magnitude above is not its level
    ("商汤的SenseChat在参数规模上，比“10亿参数”这一统计门槛大约高两个数量级。", "not contradicted"),
    ("SenseChat's parameter count is two orders of magnitude above 10 million.", "not contradicted"),
    # put together, two sums are added
    ("Put together, the public funding of IPCEI ME/CT and the expected private investment come to 21.8 billion euros.", "supported"),
    # a date beside a figure that is right
    ("Phase II of the CSNS, which will raise the number of neutron spectrometers to 20, was launched on 30 March 2024.", "supported"),
    ("Phase II of the CSNS, which will raise the number of neutron spectrometers to 20, was launched on 30 April 2024.", "contradicted"),
    # a plan told as done
    ("日本经产省承诺给芯片研究组织的450亿日元，目前已全部拨付到位。", "not supported"),
    ("Tesla's new supercharger station, already open, has more than 160 stalls.", "not supported"),
    ("白云湖数字科技城去年实现年营收约680亿元。", "not supported"),
    ("The European Chips Act, already approved, involves €43 billion in subsidies.", "supported"),
    # members that no list has
    ("除百度、阿里外，腾讯也已认证通过海光的DCU产品。", "not supported"),
    ("百度认证通过了海光DCU，字节跳动也是认证通过该产品的互联网企业之一。", "not supported"),
    ("SenseTime, iFlytek and Baichuan all have models ported to Hygon's DCU.", "not supported"),
    ("SenseTime, iFlytek and CloudWalk all have models ported to Hygon's DCU.", "supported"),
    ("数字孪生黄河的四项功能是预报、预警、预演和调水。", "not supported"),
    ("数字孪生黄河具有调水功能，是其四项功能之一。", "not supported"),
    # not a single is none; what must not lack is needed
    ("Haiji-2 did not break a single Asian record.", "contradicted"),
    ("FengWu does not need more than a single GPU.", "supported"),
    ("You don't need more than one GPU to run FengWu.", "supported"),
    ("You don't need eight GPUs to run FengWu.", "supported"),
    ("FengWu needs more than a single GPU.", "contradicted"),
    ("FengWu runs on no more than a single GPU.", "supported"),
    ("运行“风乌”需要不止一块GPU。", "contradicted"),
    ("运行“风乌”无需超过一块GPU。", "supported"),
    ("运行“风乌”最多需要一块GPU。", "supported"),
    ("运行“风乌”用不着两块GPU。", "supported"),
    ("别被名字唬住，“智能石头”里头一块电池都没有。", "not supported"),
    ("论综合算力，一块H100顶得上三块A100，还有富余。", "supported"),
    ("美國FDA對Impella心臟泵發的只是三級召回。", "not supported"),
    ("2024年3月，美國FDA對Impella心臟泵發出的是二級召回。", "contradicted"),
    # a rate, another one of the sort, a bound that was not reached
    ("For every euro of public money, IPCEI ME/CT is expected to bring in about 1.7 euros from private investors.", "not contradicted"),
    ("The Liuhua 11-1/4-1 field should produce about 2 million tonnes of oil a year.", "not contradicted"),
    ("The second Important Project of Common European Interest was approved in December 2019.", "not contradicted"),
    ("The first Important Project of Common European Interest had a budget that didn't even reach two billion euros.", "not contradicted"),
    ("There are three kinds of brain-computer interface, and the semi-invasive sort is one of them.", "supported"),
    ("2020年12月签署处理器和半导体联合宣言的成员国，比后来参加IPCEI ME/CT的国家多出八个。", "supported"),
    # like a member is no member
    ("Dell, like Lenovo, is one of the PC leaders that have declared an on-device AI strategy.", "not supported"),
    ("没有一块GPU，“风乌”就跑不起来。", "supported"),
    ("没有两块GPU，“风乌”根本跑不起来。", "not supported"),
    ("FengWu cannot run without eight GPUs.", "contradicted"),
    # lower by so much, whatever clause the other side stands in
    ("与A100相比，深算一号多卡协同的交互速率低了七成。", "supported"),
    ("与A100相比，深算一号多卡协同的交互速率低了三成。", "contradicted"),
    ("相比A100，深算二号的性能低了20%。", "supported"),
    # in what something is so, said before its clause
    ("In FP32 performance, Shensuan-2 reaches 80% of the A100.", "not supported"),
    ("在FP32性能上，深算二号达到A100的80%。", "not supported"),
    # less than the first sum is not the first sum; a distance from another place
    ("Intel is now seeking less than the initial €6.8 billion in subsidies for its plant.", "not supported"),
    ("英特尔正在寻求比最初的68亿欧元更少的补贴。", "not supported"),
    ("Haiji-2 was installed about 240 kilometres from Hong Kong.", "not supported"),
    # a from–to is no share of its first level; so many times the level of an earlier or a later year
    ("美国半导体产量的全球占比从1990年的37%降到2023年的12%。", "supported"),
    ("1990年美国半导体产量的全球占比是2023年的三倍多。", "not contradicted"),
    ("1990年美国半导体产量的全球占比是2023年的两倍。", "not supported"),
    # the share of another whole
    ("到2025年，人工智能业务将占全球用电量的10%。", "not supported"),
    # the known rank is that of another region
    ("海基二号的作业水深放到全世界看，排在第三位。", "not contradicted"),
    # contrary to what is said, it is so; what is put right within the sentence is open
    ("Contrary to what some forums claim, the A100 is not the best-performing of Nvidia's AI chips; the H100 is.", "supported"),
    ("It is not true that Shensuan-1 matches the A100 in memory bandwidth: it reaches half.", "not contradicted"),
    # those beside the one that is named; not alone is no denial
    ("Shanghai AI Laboratory did not bring out FengWu alone; five other institutions released it too.", "not contradicted"),
    # a place without its verb; who stands before the verb holds the place
    ("By number of large models China ranks second in the world and the United States first.", "supported"),
    ("In large models China comes first in the world and the United States second.", "contradicted"),
    # any year of a decade
    ("IPCEI ME/CT will be finished in the early 2030s.", "supported"),
    # the day of an event that is known by no such name
    ("The second phase of the CSNS, which will take the number of neutron spectrometers to 20, was launched on 3 May 2024.", "not supported"),
    # the whole itself, denied; an average bounds no single one; one of those whose total is known
    ("No, 129 people did not die because of the Impella pump; the deaths number 49.", "not contradicted"),
    ("Each of the 56 companies in IPCEI ME/CT will receive at least 50 million euros of public funding.", "not supported"),
    ("广州第三大生物医药企业市值超过3000亿元。", "not supported"),
    ("One of Guangzhou's biomedical companies has a market value of over 300 billion yuan.", "not supported"),
    # another stage, another number of the series, another state: of that no fact knows
    ("散裂中子源三期工程将把谱仪增加到40台。", "not contradicted"),
    ("Phase three of the China Spallation Neutron Source will have 40 neutron spectrometers.", "not contradicted"),
    ("散裂中子源二期工程将把谱仪增加到20台。", "supported"),
    ("散裂中子源二期工程将把谱仪增加到40台。", "contradicted"),
    ("深算四号一旦上市，性能可达A100的80%。", "not supported"),
    ("特斯拉在得州的超级充电站有100个充电桩。", "not contradicted"),
    # a time without a word of what takes it
    ("马斯克说两年内火星上会有人。", "not supported"),
    ("马斯克预计未来两年内会缺电。", "supported"),
    # bodies are not what they make, sign or are among
    ("China has 79 companies developing large models.", "not supported"),
    ("中国有79家做大模型的公司。", "not supported"),
    ("中国有79家大模型公司。", "not supported"),
    ("22 companies signed the joint declaration on European processors.", "not supported"),
    ("22家企业签署了关于欧洲处理器和半导体技术的联合宣言。", "not supported"),
    ("22 countries signed the joint declaration on European processors.", "supported"),
    ("Guangzhou has 47 listed biomedicine companies.", "supported"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_claim_is_judged_by_what_it_says(verifier: Verifier, text: str, wanted: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    if wanted.startswith("not "):
        assert found != wanted.removeprefix("not ")
    else:
        assert found == wanted
