"""Questions with their answers as one statement: how many …? Ten; 问：…有几家？答：十家."""

from __future__ import annotations

import re
from itertools import pairwise

from factbase.extract.clauses import Span, sentences

__all__ = ["answered"]

_ASKING = re.compile(
    r"\b(?:(?:how|exactly how) (?:many|much|long|far|deep|big|large)(?: of)?|what|which|when|by when)\b|"
    r"(?:有)?多(?=[高宽寬厚重])|(?:有)?多[少大久長长远遠深][个個家种種项項台臺人款座]?|[几幾](?:[个個家种種项項台臺款座名位份次类類处處]|(?=[年天月小]))|哪(?:一|[几幾])?[个個家年月天种種]|"
    r"什么时候|什麼時候|何时|何時"
)
# What only says that a question follows, and what ends one.
_HEAD = re.compile(
    r"^[\s“\"]*(?:(?:(?:quiz |test |homework )?question|quiz|q|trivia|提问|提問|问题|問題|问|問|考考你|考考大家|小测验|测验)\s*(?:time)?\s*[:：,，]\s*|(?:can you )?guess\s+|do you know\s+|猜猜看?[,，]?|你?知道|请问|請問)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:[呢啊呀吗嗎]?\s*[?？]+|\.)[\s”\"’']*$")
_LABEL = re.compile(
    r"\s*(?:[“\"]?(?:the |correct |right )*answer(?:\s*:|(?: is)?\b[:,]?)|a\s*:|答案?(?:是|[:：])|回答[:：]|答曰[:：]?)\s*",
    re.IGNORECASE,
)
_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|none|zero|half"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?=\d)"
# A first clause that is hardly more than a number.
_SHORT = re.compile(
    rf"\s*(?:(?:about|around|some|roughly|nearly|almost|over|more than|just|only|exactly|at least|up to|a|an|大约|大約|约|約|差不多|超过|超過|将近|近|只有|就|整整|正好|不到|至少)\s*)?"
    rf"(?:(?:\d|[$€£¥]|\b(?:{_NUMBERS})\b)[\w.,%$€£¥-]*(?:[ -](?!and\b|of\b)[\w%-]+){{0,4}}|(?:in |on )?{_MONTH}[\w ,]*|[\d零一二两兩三四五六七八九十百千万萬亿億][^\s,，。！!?？;；]{{0,11}})\s*(?=[.。!！,，;；]|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\d|[零一二两兩三四五六七八九十百千万萬亿億半]|\b(?:{_NUMBERS})\b", re.IGNORECASE)
_LONGEST = 80
_SIGNS = ("?", "？", "uess", "猜")


def answered(text: str) -> str:
    """`text` with every question that a number answers turned into a statement of it; all else stands where it stood.

    What asks, and what says that an answer follows, is blank.

    >>> answered("问：成员国有几个？答：十四个。")
    '  成员国有     十四个。'
    """
    if not any(map(text.__contains__, _SIGNS)):
        return text
    found, spans = list(text), sentences(text)
    for asking, answer in pairwise(spans):
        for first, last in _blanks(text, asking, answer):
            found[first:last] = " " * (last - first)
    return "".join(found)


def _blanks(text: str, asking: Span, answer: Span) -> list[tuple[int, int]]:
    """What asks and what announces the answer; empty where the second sentence answers no question with a number."""
    question = text[slice(*asking)]
    asked, tail, head = _ASKING.search(question.lower()), _TAIL.search(question), _HEAD.match(question)
    if asked is None or tail is None or not (head is not None or set(tail.group()) & set("?？")):
        return []
    label = _LABEL.match(text, *answer)
    begin = label.end() if label is not None else answer.start
    short = _SHORT.match(text, begin, answer.end)
    is_told = label is not None and answer.end - begin <= _LONGEST and _NUMBER.search(text, begin, answer.end)
    if short is None and not is_told:
        return []
    at = asking.start
    blanks = [(at, at + head.end())] if head is not None else []
    return [*blanks, (at + asked.start(), at + asked.end()), (at + tail.start(), begin)]
