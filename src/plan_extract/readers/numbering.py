"""Numbers as word processors and browsers print them before paragraphs, by the names that Word has for the forms."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["FORMS", "label_of"]

_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)
_MOST = 9999  # beyond it no form but digits is printed


def _chinese(value: int) -> str:
    """As it is spoken: 十二, 一百零五."""
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += _DIGITS[digit] + name
        elif text and value % unit and not text.endswith("零"):
            text += "零"
    return text.removeprefix("一") if 10 <= value < 20 else text


def _digits(value: int) -> str:
    """Digit by digit: 一〇, 二三."""
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _roman(value: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        text += letters * (value // size)
        value %= size
    return text


def _letters(value: int) -> str:
    """A … Z, AA, BB …, as Word goes on."""
    return chr(ord("A") + (value - 1) % 26) * min((value - 1) // 26 + 1, 20)


def _circled(value: int) -> str:
    return _CIRCLED[value - 1] if value <= len(_CIRCLED) else str(value)


def _wide(value: int) -> str:
    return str(value).translate({ord("0") + n: chr(0xFF10 + n) for n in range(10)})


FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": "{}.".format,
    "decimalEnclosedParen": "({})".format,
    "numberInDash": "- {} -".format,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "chineseLegalSimplified": lambda value: _chinese(value).translate(_LEGAL),
    "ideographDigital": _digits,
    "japaneseCounting": _chinese,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "taiwaneseDigital": _digits,
    "koreanDigital2": _digits,
    "ideographTraditional": lambda value: _STEMS[(value - 1) % 10],
    "ideographZodiac": lambda value: _BRANCHES[(value - 1) % 12],
    "ideographEnclosedCircle": lambda value: chr(0x3280 + value - 1) if value <= 10 else str(value),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
}


def label_of(value: int, form: str) -> str:
    """`value` printed in `form`; in digits where the form is not known or cannot show it."""
    if form == "none":
        return ""
    printed = FORMS.get(form)
    return printed(value) if printed and 0 < value <= _MOST else str(value)
