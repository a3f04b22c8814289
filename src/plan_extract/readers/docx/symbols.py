"""Characters of symbol fonts, which stand at places of their own, as the characters that they look like."""

from __future__ import annotations

__all__ = ["shown_symbol"]

_BULLET = "•"
_PRIVATE = range(0xF000, 0xF100)
_SYMBOLS = {
    0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: _BULLET, 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0x6D: "μ",
    0xA5: "∞", 0xAE: "→", 0xD7: "⋅",
}
_DINGBATS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0x76: "❖", 0x9F: _BULLET, 0xA7: "▪", 0xA8: "□",
    0xAB: "★", 0xD8: "➢", 0xF0: "⇨", 0xFC: "✓", 0xFE: "☑",
}
_FIRST_CIRCLED = 0x81  # ① to ⑩ in Wingdings


def shown_symbol(text: str, font: str = "") -> str:
    """`text` of `font` with plain characters for those of a symbol font; where the font is not told, a bullet."""
    return "".join(_shown(ord(char), font.lower()) if ord(char) in _PRIVATE else char for char in text)


def _shown(code: int, font: str) -> str:
    code -= _PRIVATE.start
    if font.startswith("wingdings"):
        if _FIRST_CIRCLED <= code < _FIRST_CIRCLED + 10:
            return chr(0x2460 + code - _FIRST_CIRCLED)
        return _DINGBATS.get(code, _BULLET)
    if font == "symbol":
        return _SYMBOLS.get(code, chr(code) if 0x20 <= code < 0x7F else _BULLET)
    return _BULLET
