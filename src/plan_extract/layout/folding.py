"""Half-width forms for full-width ones and plain forms for odd ones, one character for one, so that offsets stay."""

from __future__ import annotations

import re
from unicodedata import normalize

from plan_extract.layout.radicals import PLAIN_FORMS
from plan_extract.patterns import compiled
from plan_extract.rules.layout import LayoutRules

__all__ = ["BLANKS", "FOLDS", "NOTHING", "UNUSUAL", "fold"]

# What has no width: it stands for nothing.
_NOTHING = "".join(
    chr(code)
    for code in (0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF,
                 *range(0xFFF9, 0xFFFC))
)
NOTHING = "\u200b"  # what they fold to
# What stands for a gap between words. Line ends are among them: `str.splitlines` is what ends a line.
BLANKS = _NOTHING + "".join(
    chr(code)
    for code in (*range(0x21), *range(0x7F, 0xA1), 0x1680, 0x3000, 0x3164, 0xFFA0, *range(0x2000, 0x200B),
                 0x2028, 0x2029, 0x202F, 0x205F)
)


def _table() -> dict[str, str]:
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for code in range(0xFE50, 0xFE6C):  # small forms
        plain = normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[chr(code)] = plain
    table |= PLAIN_FORMS
    table |= dict(zip("～〜∼˜", "~~~~", strict=True))
    table |= dict(zip("－‐‑‒–−﹣", "-------", strict=True))
    table |= dict(zip("―─━﹘", "————", strict=True))
    table |= dict(zip("｡､･‧・∙⋅", "。、·····", strict=True))
    table |= dict(zip("∕⁄≧≦｢｣「」『』〝〞", "//≥≤“”“”‘’“”", strict=True))
    table |= {blank: " " for blank in BLANKS if blank not in " \t\n\r" + _NOTHING}
    return table | {nothing: NOTHING for nothing in _NOTHING if nothing != NOTHING}


FOLDS = _table()

_PLAIN = r"\t\n\r -~\u4e00-\u9fff。、“”—"  # none of them is folded, and nearly all of a plan is made of them
UNUSUAL = compiled(f"[^{_PLAIN}]")
_DASHES = "－–―─"  # two of them are a Chinese dash
_POINTS = {char: compiled(rf"{char}(?<=\d .)(?= \d)") for char in "·•"}  # a pattern's first character is found fast
_TYPED_DASH = compiled(r"^[ 　\t\xa0]{0,8}(-{2,3})(?=[\p{Han}“])", re.MULTILINE)  # at the head of a line
_QUOTES = compiled(r'"([^"\n]{1,80})"')


def fold(text: str, rules: LayoutRules) -> str:
    """`text` with every character in its plain form; as long as before."""
    if text.isascii():
        return text
    for dash in _DASHES:
        if dash in text:
            text = text.replace(dash * 2, "——")
    for char in set(UNUSUAL.findall(text)) & FOLDS.keys():
        text = text.replace(char, FOLDS[char])
    for folding in rules.foldings:
        if folding.char in text:
            text = folding.apply(text)
    if "--" in text:
        text = _TYPED_DASH.sub(lambda found: found[0].replace("-", "—"), text)
    for char, amid_digits in _POINTS.items():
        if char in text:
            text = amid_digits.sub(".", text)
    if '"' in text:
        text = _QUOTES.sub(r"“\1”", text)
    return text
