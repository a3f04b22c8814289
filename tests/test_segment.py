"""Segmentation: the same words as jieba, and what the dictionary says of them."""

from __future__ import annotations

from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_extract.dictionary import dictionary
from plan_extract.rules import load_rules
from plan_extract.segment import Segmenter, segmenter

OWN = {"招商引资": 2000, "毛入园率": 2000, "高新技术企业": 2000, "一网通办": 300}
SAMPLE = Path(__file__).parent.parent / "data" / "raw" / "nanguan-2021.txt"


@pytest.fixture(scope="module")
def ours() -> Segmenter:
    return Segmenter(OWN)


@pytest.fixture(scope="module")
def theirs() -> jieba.Tokenizer:
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for word, frequency in OWN.items():
        tokenizer.add_word(word, frequency)
    return tokenizer


@pytest.mark.parametrize("text", [
    "",
    "区",
    "到2025年,地区生产总值力争达到600亿元",
    "学前三年毛入园率100%",
    "全社会研究与试验发展(R&D)经费支出",
    "国家高新技术企业、科技“小巨人”企业",
    "PM2.5 5G基站 AT&T C++ 3-5年一遇",
    "龘龘龘",
    "𠮷野家",
])
def test_cuts_as_jieba_does(ours: Segmenter, theirs: jieba.Tokenizer, text: str) -> None:
    assert ours.cut(text) == theirs.lcut(text, HMM=False)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample plan is not there")
def test_cuts_a_whole_plan_as_jieba_does(ours: Segmenter, theirs: jieba.Tokenizer) -> None:
    text = SAMPLE.read_text(encoding="utf-8-sig")
    assert ours.cut(text) == theirs.lcut(text, HMM=False)


@given(st.text(alphabet=st.one_of(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), st.characters())))
@settings(deadline=None)
def test_cuts_any_text_as_jieba_does(ours: Segmenter, theirs: jieba.Tokenizer, text: str) -> None:
    words = ours.cut(text)
    assert "".join(words) == text
    if not any(c.isspace() for c in text):  # jieba drops nothing, but cuts blanks in its own way
        assert words == theirs.lcut(text, HMM=False)


@given(st.lists(st.sampled_from(["招商", "引资", "毛入", "园率", "高新", "技术", "企业", "一网", "通办", "的", "率"])))
@settings(deadline=None)
def test_own_words_weigh_as_in_jieba(ours: Segmenter, theirs: jieba.Tokenizer, parts: list[str]) -> None:
    text = "".join(parts)
    assert ours.cut(text) == theirs.lcut(text, HMM=False)


@pytest.mark.parametrize(("word", "tag"), [("盘活", "vn"), ("竣工", "v"), ("学校", "n"), ("招商引资", "n"), ("龘龘", "")])
def test_tells_the_part_of_speech(ours: Segmenter, word: str, tag: str) -> None:
    assert ours.tag(word) == tag


@pytest.mark.parametrize(("word", "tag"), [("一网通办", ""), ("长春", "ns"), ("长春市", "ns"), ("园率", ""), ("", "")])
def test_tells_the_part_of_speech_without_the_own_words(ours: Segmenter, word: str, tag: str) -> None:
    assert ours.jieba_tag(word) == tag


def test_the_dictionary_holds_every_word_of_jieba(theirs: jieba.Tokenizer) -> None:
    known = dictionary()
    longer: dict[str, dict[str, int]] = {}
    for word, frequency in theirs.FREQ.items():
        if not frequency or word in OWN:
            continue
        if len(word) < 3:
            assert known.short(word)[0] == frequency, word
        else:
            longer.setdefault(word[:3], {})[word] = frequency
    for beginning, words in longer.items():
        assert {w.text: w.frequency for w in known.long(beginning) if w.text not in OWN} == words
        assert known.short(beginning[:2])[1]
    assert known.short("龘龘") == (0, False)
    assert known.long("长春𠮷") == known.long("𠮷长春") == []


@pytest.mark.parametrize("term", ["地区生产总值", "社会消费品零售总额", "高标准农田", "化学需氧量", "城镇登记失业率"])
def test_terms_of_plans_are_words(term: str) -> None:
    assert segmenter(load_rules().words).cut(term) == [term]
