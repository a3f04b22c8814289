"""Numbers in digits and in words, and what joins two of them."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_extract.quantities.numerals import read_digits, read_spelled
from plan_extract.quantities.scan import scan_numbers
from plan_extract.rules import load_rules

RULES = load_rules().quantities


def found(text: str) -> list[tuple[str, float, float | None, str | None]]:
    return [(text[a.start : a.end], a.value, a.value_max, a.unit) for a in scan_numbers(text, RULES)]


@pytest.mark.parametrize("text, value, magnitude", [
    ("五", 5, 0), ("十", 10, 0), ("十二", 12, 0), ("三十", 30, 0), ("一百零五", 105, 0), ("两千", 2000, 0),
    ("五千", 5000, 0), ("五千万", 5000, 1), ("三百五十万", 350, 1), ("五千五百七十五万", 5575, 1), ("一万五千亿", 15000, 1),
    ("一亿二千万", 12000, 1), ("十三万亿", 13, 2), ("十一点五万亿", 11.5, 2), ("零点五", 0.5, 0), ("二〇三五", 2035, 0),
    ("一九〇〇万", 1900, 1), ("二万三千", 23000, 0), ("十二亿九千八百万", 129800, 1),
])
def test_a_numeral_in_words(text: str, value: float, magnitude: int) -> None:
    assert read_spelled(text, RULES) == (value, magnitude)


@pytest.mark.parametrize("text", ["万", "万亿", "三五", "点五", "五点", "十百", "三千五千", "九五"])
def test_what_is_no_numeral(text: str) -> None:
    assert read_spelled(text, RULES) is None


@pytest.mark.parametrize("text, value", [("600", 600), ("1,234.5", 1234.5), ("48225", 48225), ("0.60", 0.6)])
def test_a_number_in_digits(text: str, value: float) -> None:
    assert read_digits(text) == value


@pytest.mark.parametrize("text, rows", [
    ("达到600亿元", [("600亿元", 600, None, "亿元")]),
    ("完成1900.16亿元", [("1900.16亿元", 1900.16, None, "亿元")]),
    ("绿地2050公顷", [("2050公顷", 2050, None, "公顷")]),
    ("死亡率16.5/10万", [("16.5/10万", 16.5, None, "/10万")]),
    ("死亡率9/10万,减少1/3", [("9/10万", 9, None, "/10万"), ("1/3", 33.3, None, "%")]),
    ("能力1000吨/日", [("1000吨/日", 1000, None, "吨/日")]),
    ("能耗0.5吨标准煤/万元", [("0.5吨标准煤/万元", 0.5, None, "吨标准煤/万元")]),
    ("死亡率4.2‰", [("4.2‰", 4.2, None, "‰")]),
    ("增长5%-6%", [("5%-6%", 5, 6, "%")]),
    ("培训5~6万人", [("5~6万人", 5, 6, "万人")]),
    ("建设3至5个", [("3至5个", 3, 5, "个")]),
    ("提高百分之五至百分之六", [("百分之五至百分之六", 5, 6, "%")]),
    ("增长百分之五至六。", [("百分之五至六", 5, 6, "%")]),
    ("增长百分之五到六左右", [("百分之五到六", 5, 6, "%")]),
    ("由百分之五到二〇一〇年", [("百分之五", 5, None, "%"), ("二〇一〇年", 2010, None, "年")]),
    ("粮食四亿九千万至五亿吨", [("四亿九千万至五亿吨", 4.9, 5, "亿吨")]),
    ("百分之六十", [("百分之六十", 60, None, "%")]),
    ("千分之十点八三", [("千分之十点八三", 10.83, None, "‰")]),
    ("三分之一以上", [("三分之一", 33.3, None, "%")]),
    ("减少1/3以上", [("1/3", 33.3, None, "%")]),
    ("下降三成以上", [("三成", 30, None, "%")]),
    ("超过一半。", [("一半", 50, None, "%")]),
    ("翻一番", [("翻一番", 2, None, "倍")]),
    ("翻两番", [("翻两番", 4, None, "倍")]),
    ("增长两倍", [("两倍", 2, None, "倍")]),
    ("零增长", [("零增长", 0, None, "%")]),
    ("两个百分点", [("两个百分点", 2, None, "个百分点")]),
    ("2100余场次", [("2100余场次", 2100, None, "场次")]),
    ("100万余人", [("100万余人", 100, None, "万人")]),
    ("三百五十万千瓦", [("三百五十万千瓦", 350, None, "万千瓦")]),
    ("一万亿千瓦时", [("一万亿千瓦时", 1, None, "万亿千瓦时")]),
    ("5、6、7公里", [("5", 5, None, "公里"), ("6", 6, None, "公里"), ("7公里", 7, None, "公里")]),
    ("19∶43∶38", [("19", 19, None, "%"), ("43", 43, None, "%"), ("38", 38, None, "%")]),
    ("收入比2.5:1", [("2.5:1", 2.5, None, None)]),
    ("1亿人民币", [("1亿人民币", 1, None, "亿人民币")]),
    ("8000万美元", [("8000万美元", 8000, None, "万美元")]),
    ("突破千亿元", [("千亿元", 1000, None, "亿元")]),
])
def test_the_scan(text: str, rows: list[tuple[str, float, float | None, str | None]]) -> None:
    assert found(text) == rows


@pytest.mark.parametrize("text", ["统一思想", "五位一体", "一体化", "千方百计", "形成一批企业", "某重工七一〇所", "二〇二厂", "八成果", "三成立", "多元化"])
def test_words_that_hold_a_numeral_have_no_quantity(text: str) -> None:
    assert [row for row in found(text) if row[3] is not None and row[3] not in {"位", "方"}] == []


@given(st.integers(1, 9999), st.sampled_from(["万", "亿"]))
def test_digits_and_words_say_the_same(number: int, magnitude: str) -> None:
    digits = "零一二三四五六七八九"
    parts = [(1000, "千"), (100, "百"), (10, "十"), (1, "")]
    spelled, rest, gap = "", number, False
    for size, word in parts:
        digit, rest = divmod(rest, size)
        if digit:
            spelled += ("零" if gap and spelled else "") + digits[digit] + word
            gap = False
        else:
            gap = True
    assert read_spelled(spelled + magnitude, RULES) == (number, 1)


@pytest.mark.parametrize("piece", [
    "一", "万", "十万", "百分之", "1,234,", "1、", "1:", "12-", "5%-", "三点", "/10万", "9", "1/2", "千多", "三至", "翻",
    "二〇", "多亿", "1余",
])
def test_the_scan_takes_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        return min(_timed(text) for _ in range(3))

    def _timed(text: str) -> float:
        start = perf_counter()
        scan_numbers(text, RULES)
        return perf_counter() - start

    assert seconds(80_000) < 8 * seconds(20_000) + 0.02
