"""Ranks told freely: by who stands ahead, by medals, bosses and champions, by what none outdoes, and by firsts that none came before."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

AHEAD = [
    ("论研发出的大模型数量，除美国以外，世界上没有哪个国家排在中国前面。", "supported"),
    ("大模型数量上，全球能压中国一头的只有美国。", "supported"),
    ("大模型数量的全球榜单上，中国前面只有美国。", "supported"),
    ("在全球大模型研发的排行中，中国前面还有两个国家。", "contradicted"),
    ("论生物医药企业数量，全国只有两个城市排在广州前面。", "supported"),
    # so many others have more, whoever they are
    ("Only one country has developed more large AI models than China.", "supported"),
    ("Only two countries have developed more large AI models than China.", "contradicted"),
    ("全球只有一个国家的大模型数量比中国多。", "supported"),
    ("Only two cities have more biomedical companies than Guangzhou.", "supported"),
    ("Only one city in Guangdong has more biomedical companies than Guangzhou.", "not_covered"),
    ("Only one city in the province has more biomedical companies than Guangzhou.", "not_covered"),
    ("在大模型数量上，没有任何国家排在中国前面。", "contradicted"),
    (
        "In the number of large models developed, no country except the United States is ahead of China.",
        "supported",
    ),
    ("Apart from the United States, nobody has developed more large models than China.", "supported"),
    ("In the global ranking of large models, two countries stand ahead of China.", "contradicted"),
    # Another list.
    ("论芯片产量，除美国以外，世界上没有哪个国家排在中国前面。", "not_covered"),
    ("按人均大模型数量算，中国前面还有两个国家。", "not_covered"),
]
CROWNED = [
    ("要论大模型研发数量，美国是老大，咱中国排老二。", "supported"),
    ("大模型数量排行榜上，美国只是个老二。", "contradicted"),
    ("China takes silver worldwide in the number of large models developed.", "supported"),
    ("In the number of large models, China has to settle for bronze.", "contradicted"),
    ("在英伟达量产的AI芯片中，H100才是性能冠军。", "supported"),
    ("Among the AI chips that Nvidia mass-produces, the A100 is the performance king.", "contradicted"),
    ("英伟达量产AI芯片里，H100的性能无出其右。", "supported"),
    ("Among the AI chips Nvidia mass-produces, the A100 remains unbeaten for performance.", "contradicted"),
    ("英伟达把华为当成最难缠的对手。", "supported"),
    ("Nvidia sees no tougher rival than Huawei.", "supported"),
    ("Guangzhou comes out on top nationwide in the number of biomedical companies.", "contradicted"),
    ("贵安正在规划建设的数据中心集群，规模在全国首屈一指。", "supported"),
    # In another respect, or of another holder.
    ("英伟达的显卡里，能效冠军是H100。", "not_covered"),
    ("Huawei is AMD's toughest rival.", "not_covered"),
    ("GPT-4是OpenAI最难缠的模型。", "not_covered"),
]
OUT_OF = [
    (
        "By number of biomedical companies, Guangzhou has dropped out of China's top three.",
        "contradicted",
    ),
    ("广州生物医药企业的总数已跌出全国前三。", "contradicted"),
    ("广州生物医药上市公司总市值没能挤进全国前三。", "supported"),
    ("By number of biomedical companies, Guangzhou is among China's top three.", "supported"),
    ("大模型数量这块儿，中国早就把美国甩后头了，妥妥的世界第一！", "contradicted"),
    ("按大模型数量，中国把美国挤下了世界榜首。", "contradicted"),
    ("广州生物医药企业研发投入跌出全国前三。", "not_covered"),
]
FIRSTS = [
    ("IPCEI ME/CT可是欧盟批的头一个“欧洲共同利益重要项目”。", "contradicted"),
    ("IPCEI ME/CT was the sixth of its kind to be approved by the Commission.", "supported"),
    (
        "Hong Bo says nobody anywhere had run a wireless, minimally invasive brain-computer interface trial before his team did.",
        "supported",
    ),
    ("洪波团队的无线微创脑机接口试验，此前全世界还没有人做过。", "supported"),
    ("EH216-S之前，全球没有任何eVTOL飞行器三证齐全。", "supported"),
    ("Before Liuhua, China had no deepwater oilfield.", "supported"),
    ("据欧阳万里介绍，世界上没有比“相风铜乌”更早的测风设备。", "supported"),
    ("欧阳万里说，要论测风设备，世界上数“相风铜乌”最早。", "supported"),
    ("世界上还有不少测风设备比相风铜乌更早。", "contradicted"),
    ("没有比Impella更小的人工心脏。", "supported"),
    ("Before GPT-4, no model had ever passed the bar exam.", "not_covered"),
]


@pytest.mark.parametrize(("text", "verdict"), [*AHEAD, *CROWNED, *OUT_OF, *FIRSTS])
def test_a_rank_told_freely_is_judged(verifier: Verifier, text: str, verdict: str) -> None:
    said = worst(v.judgement.verdict for v in verifier.verdicts(text))
    assert ("not_covered" if said == "possible" else said) == verdict
