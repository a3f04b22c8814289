"""Numbers in digits and in words."""

from __future__ import annotations

from plan_extract.rules.quantities import QuantityRules

__all__ = ["Spelled", "read_digits", "read_spelled", "tidy"]

Spelled = tuple[float | int, int]
"""The number, and how many characters at the end of it are a magnitude (万, 亿) that belongs to the unit."""

LONGEST = 16


def tidy(value: float) -> float | int:
    """An integer where it is one; otherwise without the noise of binary fractions."""
    rounded = round(value, 10)
    return int(rounded) if rounded == int(rounded) else rounded


def read_digits(text: str) -> float | int:
    """``1,234.5`` as a number."""
    plain = text.replace(",", "")
    return tidy(float(plain)) if "." in plain else int(plain)


def _fraction(digits: str, rules: QuantityRules) -> float | None:
    if not digits or any(c not in rules.digits for c in digits):
        return None
    return float("0." + "".join(str(rules.digits[c]) for c in digits))


def _whole(text: str, rules: QuantityRules) -> int | None:
    """``一万五千``, ``一亿二千万``, ``二〇三五``; None where it is no numeral."""
    if all(c in rules.digits for c in text):
        # Digit by digit: 二〇三五. Two digits side by side are a guess (三五家) or a year (九五): no number.
        if len(text) == 1 or len(text) >= 4 or any(rules.digits[c] == 0 for c in text):
            return int("".join(str(rules.digits[c]) for c in text))
        return None
    total = section = 0
    digit: int | None = None
    last = 0  # the multiplier before, to see that they fall within a section
    for c in text:
        if c in rules.digits:
            if digit:
                return None
            digit = rules.digits[c]
        elif c in rules.multipliers:
            by = rules.multipliers[c]
            if last and by >= last:
                return None
            section += by * (1 if digit is None or (digit == 0 and by == 10) else digit)
            digit, last = None, by
        else:
            by = rules.magnitudes[c]
            section += digit or 0
            digit, last = None, 0
            if total and total < by:  # 一万五千亿: the 亿 counts all before it
                total, section = (total + section) * by, 0
            else:
                total, section = total + max(section, 0 if total else 1) * by, 0
    return total + section + (digit or 0)


def read_spelled(text: str, rules: QuantityRules) -> Spelled | None:
    """A numeral in words: 三百五十万 is (350, 1), 十一点五万亿 is (11.5, 2), 五千 is (5000, 0).

    Returns None where the characters are no numeral, or a bare magnitude (万, 百万) without a digit.
    """
    if len(text) > LONGEST or text[0] in rules.point:
        return None
    number = text.rstrip("".join(rules.magnitudes))
    kept = len(text) - len(number)
    if not number:
        return None
    scale = 1
    for c in text[len(number) :]:
        scale *= rules.magnitudes[c]
    if kept and all(c in rules.digits for c in number) and len(number) > 2:
        return int("".join(str(rules.digits[c]) for c in number)), kept
    head, point, rest = number.partition(rules.point)
    if point:
        whole, fraction = _whole(head, rules), _fraction(rest, rules)
        return None if whole is None or fraction is None else (tidy(whole + fraction), kept)
    whole = _whole(text, rules)
    return None if whole is None else (tidy(whole / scale), kept)
