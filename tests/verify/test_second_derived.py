"""A second figure that follows by arithmetic from what its sentence tells: another time, a multiple, years between, what is left."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

CASES = [
    # A rate, told again of another time.
    ("平均每一秒钟，ChatGPT大约要回应2300次提问。", "supported"),
    ("平均每一秒钟，ChatGPT大约要回应230次提问。", "not supported"),
    ("ChatGPT的请求量约合每秒2300次。", "supported"),
    ("ChatGPT answers roughly 140,000 requests a minute.", "supported"),
    ("ChatGPT answers roughly 140 requests a minute.", "contradicted"),
    ("ChatGPT fields something like 200 million requests a day, folks. That's roughly 2,300 every single second.", "supported"),
    ("ChatGPT fields something like 200 million requests a day, folks. That's roughly 230 every single second.", "contradicted"),
    ("Your average American household gets through about 29 kWh of electricity a day, so call it about 10,600 kWh over a year.", "supported"),
    ("Your average American household gets through about 29 kWh of electricity a day, so call it about 1,060 kWh over a year.", "contradicted"),
    ("ChatGPT answers 200 million requests a day and sends 50 million emails a week.", "not_covered"),
    ("ChatGPT每秒生成2300个词。", "not supported"),
    # A multiple of two sums that are told, and the ends of a range.
    ("Brussels approved its very first IPCEI in December 2018 with a 1.75-billion-euro budget; IPCEI ME/CT is down for 8.1 billion in public money, more than four times as much.", "supported"),
    ("Brussels approved its very first IPCEI in December 2018 with a 1.75-billion-euro budget; IPCEI ME/CT is down for 8.1 billion in public money, more than six times as much.", "contradicted"),
    ("Epoch估计GPT-4训练用了多达12万亿个token，GPT-5可能要60万亿到100万亿，那就是大约五倍起步，最多八倍多。", "supported"),
    ("Epoch估计GPT-4训练用了多达12万亿个token，GPT-5可能要60万亿到100万亿，那就是大约五倍起步，最多十二倍多。", "not supported"),
    ("Epoch估算口径下，GPT-5的训练数据需求为GPT-4的5倍至8倍多。", "supported"),
    ("GPT-5 may need five to eight times as much training data as GPT-4.", "supported"),
    ("GPT-5 may need three to eight times as much training data as GPT-4.", "not supported"),
    ("按Epoch研究所的估算，GPT-5需要的训练数据至少是GPT-4的约5倍，高的话可超过8倍。", "supported"),
    ("按Epoch研究所的估算，GPT-5需要的训练数据至少是GPT-4的约5倍，高的话可超过18倍。", "not supported"),
    # The time between two dated things.
    ("首个微电子类“欧洲共同利益重要项目”2018年过关，此番IPCEI ME/CT预定收官之年，比它晚了14年。", "supported"),
    ("首个微电子类“欧洲共同利益重要项目”2018年过关，此番IPCEI ME/CT预定收官之年，比它晚了24年。", "contradicted"),
    ("首个微电子类“欧洲共同利益重要项目”2018年过关，此番IPCEI ME/CT预定收官之年，比它早了14年。", "not supported"),
    ("雷蒙多2月26日谈芯片法案之后仅隔三天，中央政治局就新能源技术与能源安全举行了集体学习。", "supported"),
    ("雷蒙多2月26日谈芯片法案之后仅隔三十天，中央政治局就新能源技术与能源安全举行了集体学习。", "not supported"),
    ("FengWu was unveiled within a month of OpenAI's release of GPT-4.", "supported"),
    ("FengWu was unveiled within a week of OpenAI's release of GPT-4.", "contradicted"),
    ("2018年年底欧盟批了头一个“欧洲共同利益重要项目”，前后差不多隔了两年，22个成员国才坐下来签半导体联合宣言。", "supported"),
    ("2018年年底欧盟批了头一个“欧洲共同利益重要项目”，前后差不多隔了五年，22个成员国才坐下来签半导体联合宣言。", "contradicted"),
    ("依照计划，IPCEI ME/CT整个项目的完成之年，是在首批产品最早可能上市那一年的七年以后。", "supported"),
    ("依照计划，IPCEI ME/CT整个项目的完成之年，是在首批产品最早可能上市那一年的七年以前。", "not supported"),
    ("IPCEI ME/CT的首批产品最早2025年上市，整个项目要再过七年才能完成。", "supported"),
    ("IPCEI ME/CT的首批产品最早2025年上市，整个项目要再过两年就能完成。", "not supported"),
    ("The joint declaration on European processors and semiconductors followed the approval of the first IPCEI by about two years.", "supported"),
    ("The joint declaration on European processors and semiconductors followed the approval of the first IPCEI by about five years.", "not supported"),
    ("The first products of the EU's IPCEI ME/CT programme could reach the market as early as 2025, seven years before the whole scheme is due to wrap up.", "supported"),
    ("The first products of the EU's IPCEI ME/CT programme could reach the market as early as 2025, seven years after the whole scheme is due to wrap up.", "contradicted"),
    ("The first products of the EU's IPCEI ME/CT programme could reach the market as early as 2025, three years before the whole scheme is due to wrap up.", "contradicted"),
    ("The first IPCEI was approved in December 2018. About two years after it came the joint declaration on processors and semiconductor technologies, signed on 7 December 2020.", "supported"),
    ("IPCEI ME/CT took two years of talks before it was approved.", "not supported"),
    ("Two weeks after FengWu was released, a rival model came out.", "not_covered"),
    ("雷蒙多2月26日谈芯片，五天后她访问了台湾。", "not supported"),
    # What is left at the end of a move, and how long it took.
    ("从1990年到2023年，美国在全球半导体产量中的占比整整掉了25个百分点，只剩下12%。", "supported"),
    ("从1990年到2023年，美国在全球半导体产量中的占比整整掉了25个百分点，只剩下22%。", "contradicted"),
    ("Between 1990 and 2023 the US share of world semiconductor output dropped 25 points to a mere 12 percent.", "supported"),
    ("Between 1990 and 2023 the US share of world semiconductor output dropped 25 points to a mere 22 percent.", "contradicted"),
    ("1990年到2023年，美国在全球半导体产量中的份额累计下滑25个百分点，只剩当年的三分之一左右。", "supported"),
    ("1990年到2023年，美国在全球半导体产量中的份额累计下滑25个百分点，只剩当年的三分之二左右。", "not supported"),
    ("美国造的半导体占全球的份额，1990年还有37%，到2023年就剩12%了，三十来年掉了25个百分点。", "supported"),
    ("美国造的半导体占全球的份额，1990年还有37%，到2023年就剩12%了，五十来年掉了25个百分点。", "not supported"),
    ("1990年到2023年，美国半导体从业人数只剩当年的三分之一。", "not supported"),
    # So much of each: whose words stand apart, name nothing, or count nothing themselves.
    ("For every direct job the IPCEI ME/CT project is expected to create, European taxpayers are putting up roughly 930,000 euros.", "supported"),
    ("For every direct job the IPCEI ME/CT project is expected to create, European taxpayers are putting up roughly 93,000 euros.", "not supported"),
    ("白云湖数字科技城已落地重点招商项目：宗均投资约10亿元，宗均用地约36亩。", "supported"),
    ("白云湖数字科技城已落地重点招商项目：宗均投资约20亿元，宗均用地约36亩。", "not supported"),
    ("广州白云湖数字科技城落地了二十六个重点招商项目，平均一个项目投资差不多十个亿。", "supported"),
    ("IPCEI ME/CT由56家企业参与，平均算下来每家承担的项目约为1.2个。", "supported"),
    ("IPCEI ME/CT由56家企业参与，平均算下来每家承担的项目约为2.4个。", "contradicted"),
    ("Guangzhou has 47 listed biomedicine companies worth more than 300 billion yuan all told, so the average one is worth over six billion.", "supported"),
    ("Guangzhou has 47 listed biomedicine companies worth more than 300 billion yuan all told, so the average one is worth under six billion.", "not supported"),
    ("IPCEI ME/CT的公共资金要是平摊到全部成员国头上，一个国家大概得掏5.8亿欧元。", "supported"),
    ("IPCEI ME/CT的公共资金要是平摊到全部成员国头上，一个国家大概得掏15.8亿欧元。", "not supported"),
    ("把ChatGPT的耗电摊到全年，总量在1.8亿千瓦时以上。", "supported"),
    ("Guangzhou's listed biomedical companies are worth, on average, more than RMB 6 billion apiece.", "supported"),
    ("Guangzhou's listed biomedical companies are worth, on average, less than RMB 1 billion apiece.", "contradicted"),
    ("Baiyun Lake Digital Technology City's landed projects occupy about 63 hectares, with implied investment of 27 to 28 million yuan per mu.", "supported"),
    ("Baiyun Lake Digital Technology City's landed projects occupy about 63 hectares, with implied investment of 2.7 to 2.8 million yuan per mu.", "not supported"),
    ("Since opening, the first phase of the China Spallation Neutron Source has handled, on average, more than 200 user experiments a year.", "supported"),
    ("Since opening, the first phase of the China Spallation Neutron Source has handled, on average, more than 400 user experiments a year.", "contradicted"),
    # A worked example of a known ratio, and the rate between two currencies of one sum.
    ("同样的GPU运算，在东部花一百块，搬到西部差不多五十块就拿下了。", "supported"),
    ("同样的GPU运算，在东部花一百块，搬到西部差不多八十块就拿下了。", "contradicted"),
    ("同样的GPU运算，在西部花一百块，搬到东部差不多五十块就拿下了。", "contradicted"),
    ("这么讲吧，要是英伟达A100考一百分，海光那颗“深算二号”就是考八十分的水平。", "supported"),
    ("这么讲吧，要是英伟达A100考一百分，海光那颗“深算二号”就是考五十分的水平。", "contradicted"),
    ("这么讲吧，要是英伟达A100考一百分，昇腾910C就是考八十分的水平。", "not_covered"),
    ("Tokyo's 45-billion-yen pledge to a chip research group was converted at a rate of about 150 yen to the dollar.", "supported"),
    ("Tokyo's 45-billion-yen pledge to a chip research group was converted at a rate of about 110 yen to the dollar.", "contradicted"),
    ("日本经产省对Rapidus所在芯片研究组织的支持额，日元与美元两个口径之间的隐含汇率约为1美元兑150日元。", "supported"),
    ("日本经济产业省拿出的450亿日元芯片研发支持，折合3.01亿美元，也就是按1美元兑100日元左右换算。", "contradicted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_second_figure_is_derived(verifier: Verifier, text: str, wanted: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    assert (found != wanted.removeprefix("not ")) if wanted.startswith("not ") else (found == wanted)
