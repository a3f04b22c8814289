"""How bytes become a text: every encoding that plans come in, and one line for those that cannot be read."""

from __future__ import annotations

import codecs
from bisect import bisect_right

import pytest

from plan_extract import parse
from plan_extract.source import Source, SourceError, line_starts, read_text

TEXT = "一、发展目标\n到2025年，地区生产总值达到600亿元。\n"


@pytest.mark.parametrize(
    ("data", "encoding", "named"),
    [
        (TEXT.encode(), None, "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), None, "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig", "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "UTF8", "utf-8"),
        (TEXT.encode("gb18030"), None, "gb18030"),
        (TEXT.encode("gbk"), "GBK", "gbk"),
        (TEXT.encode("utf-16"), None, "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), None, "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le", "utf-16-le"),
        (("\ufeff" + TEXT).encode("gb18030"), None, "gb18030"),
        (TEXT.encode("big5", "replace"), "big5", "big5"),
    ],
)
def test_the_text_is_the_same_in_every_encoding(data: bytes, encoding: str | None, named: str) -> None:
    source = read_text(data, "plan.txt", encoding)
    assert source.encoding == named
    if named != "big5":
        assert source.text == TEXT


def test_line_ends_stay_as_they_are() -> None:
    text = "一\r\n二\r三\n四\u2028五"
    source = read_text(text.encode(), "plan.txt")
    assert source.text == text
    assert [source.line_of(source.text.index(c)) for c in "一二三四"] == [1, 2, 3, 4]
    assert [bisect_right(line_starts(source.text), source.text.index(c)) for c in "一二三四"] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("data", "encoding", "message", "line"),
    [
        (b"\xff\xff\xff", None, "is neither UTF-8 nor GB18030 text; name its encoding with --encoding", 1),
        ("目标\n".encode() + b"\xff", "utf-8", "is not utf-8: invalid start byte; leave", 2),
        ((TEXT * 2).encode()[:-2], None, "is damaged UTF-8 text: unexpected end of data; repair it", 4),
        (codecs.BOM_UTF16_LE + b"\x00", None, "is damaged UTF-16 text: truncated data; repair it", 1),
        ("1. GDP".encode("utf-16-le"), None, "holds NUL characters, so it is no text", None),
        (b"x", "no-such-codec", "unknown encoding 'no-such-codec'; give one", None),
        (b"x", "hex", "unknown encoding 'hex'; give one", None),
        (b"x", "a\0b", "unknown encoding 'a\\x00b'; give one", None),
        (b"x", "undefined", "unknown encoding 'undefined'; give one", None),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(
    data: bytes, encoding: str | None, message: str, line: int | None,
) -> None:
    with pytest.raises(SourceError) as caught:
        read_text(data, "plan.txt", encoding)
    assert caught.value.message.startswith(message)
    assert caught.value.line == line
    assert "\n" not in caught.value.message


def test_half_a_surrogate_pair_is_read_as_an_unknown_character() -> None:
    plan = parse("一、发展\ud800目标\n到2025年，地区生产总值达到600亿元。", with_text=True)
    assert plan.source.text == "一、发展\ufffd目标\n到2025年，地区生产总值达到600亿元。"


def test_a_character_beyond_the_first_plane_is_one_character() -> None:
    assert read_text("𠮷林".encode(), "plan.txt").text == "𠮷林"
    assert len(Source("", "txt", "utf-8", "", "𠮷林").text) == 2
