"""Figures and things in two lists of one length: each figure belongs to the thing at its place (分别, respectively)."""

from __future__ import annotations

import pytest

from factbase.service.verify_claims import Verifier, worst

# `open`: neither supported nor contradicted.
CASES = [
    ("IPCEI ME/CT的公共资金和私人投资分别为81亿欧元和137亿欧元。", "supported"),
    ("IPCEI ME/CT的公共资金和私人投资分别为137亿欧元和81亿欧元。", "contradicted"),
    ("IPCEI ME/CT的公共资金和私人投资为81亿欧元和137亿欧元。", "supported"),
    ("IPCEI ME/CT的公共资金和私人投资为137亿欧元和81亿欧元。", "contradicted"),
    ("IPCEI ME/CT的公共資金和私人投資分別為81億歐元和137億歐元。", "supported"),
    ("IPCEI ME/CT的公共資金和私人投資分別為137億歐元和81億歐元。", "contradicted"),
    ("IPCEI ME/CT的公共资金和私人投资，分别为81亿和137亿欧元。", "supported"),
    ("IPCEI ME/CT涉及56家企业和68个项目，公共资金和私人投资分别为137亿欧元和81亿欧元。", "contradicted"),
    ("IPCEI ME/CT的公共资金和私人投资分别为81亿和137亿欧元，企业和项目分别为68家和56个。", "contradicted"),
    ("IPCEI ME/CT的公共资金、贷款和私人投资分别为81亿、90亿和137亿欧元。", "open"),
    ("IPCEI ME/CT的贷款、公共资金和私人投资分别为81亿和137亿欧元。", "open"),
    ("IPCEI ME/CT的公共资金和欧盟芯片法案的补贴分别为81亿欧元和430亿欧元。", "supported"),
    ("IPCEI ME/CT的公共资金和私人投资分别超过80亿欧元和130亿欧元。", "open"),
    ("IPCEI ME/CT的公共资金和私人投资分别超过90亿欧元和130亿欧元。", "contradicted"),
    ("IPCEI ME/CT的公共资金和私人投资不是分别为137亿欧元和81亿欧元。", "open"),
    ("特斯拉新充电站的充电桩和直通式充电桩分别为超过160个和16个。", "supported"),
    ("1990年和2023年，美国芯片产量的全球占比分别为37%和12%。", "supported"),
    ("1990年和2023年，美国芯片产量的全球占比分别为12%和37%。", "contradicted"),
    ("1990年和2023年，美国芯片产量的全球占比为12%和37%。", "contradicted"),
    ("美国1990年和2023年的芯片产量占全球比重依次为37%和12%。", "supported"),
    ("1990年、2000年和2023年，美国芯片产量的全球占比分别为37%、20%和12%。", "open"),
    ("1990年、2000年和2023年，美国芯片产量的全球占比分别为37%和12%。", "open"),
    ("1990年和2023年，美国和中国的芯片产量全球占比分别为37%和12%。", "open"),
    ("深算一号、深算二号和H100的性能分别为A100的40%、80%和3.2倍。", "supported"),
    ("深算一号、深算二号和H100的性能分别为A100的80%、40%和3.2倍。", "contradicted"),
    ("深算一号和寒武纪370的性能分别为A100的40%和80%。", "open"),
    ("深算一号的显存带宽、交互速率和总体性能分别为A100的30%、50%和40%以上。", "contradicted"),
    ("Impella导致的重伤和死亡人数分别为49人和129人。", "contradicted"),
    ("Impella已分别导致129人和49人重伤和死亡。", "supported"),
    ("广州生物医药企业总数和总市值分别位居全国第三和第四。", "supported"),
    ("中国和美国的大模型数量分别排名全球第一和第二。", "contradicted"),
    ("GPT-4和GPT-5的训练数据分别为12万亿和60万亿到100万亿tokens。", "supported"),
    ("GPT-4和风乌分别于2023年3月14日和2023年4月初发布。", "supported"),
    ("GPT-4和深算二号分别于2023年三季度和2023年3月14日发布。", "contradicted"),
    ("海基二号的应用水深和距深圳的距离分别约为324米和240公里。", "supported"),
    ("英飞凌和英特尔的工厂投资额分别为170亿欧元和50亿欧元。", "open"),
    ("在美国和德国，Impella造成129人重伤和49人死亡。", "supported"),
    ("Public funding and private investment of IPCEI ME/CT are 8.1 billion and 13.7 billion euros respectively.", "supported"),
    ("Public funding and private investment of IPCEI ME/CT are 13.7 billion and 8.1 billion euros respectively.", "contradicted"),
    ("IPCEI ME/CT will get 8.1 and 13.7 billion euros in public funding and private investment, respectively.", "supported"),
    ("IPCEI ME/CT will get 13.7 and 8.1 billion euros in public funding and private investment, respectively.", "contradicted"),
    ("For IPCEI ME/CT, public funding and private investment are €13.7 billion and €8.1 billion.", "contradicted"),
    ("For IPCEI ME/CT, loans, public funding and private investment are €8.1 billion and €13.7 billion respectively.", "open"),
    ("Public funding and private investment of IPCEI ME/CT are more than 8 and 13 billion euros respectively.", "open"),
    ("Public funding and private investment of IPCEI ME/CT are not 13.7 billion and 8.1 billion euros respectively.", "open"),
    ("The US share of global chip production in 1990 and 2023 was respectively 37% and 12%.", "supported"),
    ("The US share of global chip production in 1990 and 2023 was respectively 12% and 37%.", "contradicted"),
    ("The US share of global chip production was 12% and 37% in 1990 and 2023.", "contradicted"),
    ("The US share of global chip output was 37 percent and 12 percent, respectively, in 1990 and 2023.", "supported"),
    ("Between 1990 and 2023, the US share of global chip production fell from 37% to 12%.", "supported"),
    ("The performance of Shensuan-1 and Shensuan-2 is 40 and 80 percent of the A100 respectively.", "supported"),
    ("The performance of Shensuan-1 and Shensuan-2 is 80 and 40 percent of the A100 respectively.", "contradicted"),
    ("Shensuan-1, Shensuan-2 and the H100 reach 40%, 80% and 320% of the performance of the A100, respectively.", "supported"),
    ("Shensuan-1 and Shensuan-2 reach 80% and 40% of the A100's performance.", "contradicted"),
    ("The B200 and Shensuan-2 offer 3.2 times and 0.8 times the performance of the A100 respectively.", "open"),
    ("Serious injuries and deaths linked to Impella number 129 and 49 respectively.", "supported"),
    ("Serious injuries and deaths linked to Impella number 49 and 129 respectively.", "contradicted"),
    ("China and the United States rank first and second in the world by number of large models.", "contradicted"),
    ("In the US and Germany, Impella caused 129 injuries and 49 deaths.", "supported"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_figures_in_order(verifier: Verifier, text: str, expected: str) -> None:
    found = worst(v.judgement.verdict for v in verifier.verdicts(text))
    assert (found if found in ("supported", "contradicted") else "open") == expected


def test_the_sentence_is_quoted_as_it_stands(verifier: Verifier) -> None:
    text = "1990年和2023年，美国芯片产量的全球占比分别为37%和12%。"
    quotes = {s.quote for v in verifier.verdicts(text) for s in v.judgement.proof.steps if s.kind == "claim"}
    assert quotes == {text}


def test_a_list_of_another_length_leaves_open_what_belongs_together(verifier: Verifier) -> None:
    (one, two) = verifier.verdicts("IPCEI ME/CT的贷款、公共资金和私人投资分别为81亿和137亿欧元。")
    assert {one.doubt, two.doubt} == {"uneven lists"}
