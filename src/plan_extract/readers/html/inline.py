"""The text of a line as a browser shows it: runs of blanks are one, and none where a line of the file's own ended."""

from __future__ import annotations

import regex

__all__ = ["BREAK", "shown_lines"]

BREAK = "\v"  # stands for <br>; HTML has no use for it
_BLANKS = regex.compile(r"[ \t\r\n\f]+")
_WIDE = r"[\p{Han}\u3000-\u303f\uff00-\uffef“”‘’—…·]"
_FOLDED = regex.compile(rf"(?<={_WIDE})[ \t\r\f]*+\n[ \t\r\n\f]*+(?={_WIDE})")


def shown_lines(text: str, *, kept: bool = False) -> list[str]:
    """The lines that `text` is shown as, those without text left out; `kept` where the element keeps its line ends."""
    if kept:
        return [line for line in regex.split(r"\r\n?|[\n\v]", text) if line.strip()]
    # Who wrote the file broke the line between two Chinese characters; no blank is meant there.
    text = _BLANKS.sub(" ", _FOLDED.sub("", text))
    return [line for piece in text.split(BREAK) if (line := piece.strip(" ")) and line.strip()]
