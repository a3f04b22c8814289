"""Pages on which a parser would spend the square of their length: they are made lighter, or refused."""

from __future__ import annotations

import regex

from plan_extract.source import SourceError

__all__ = ["guarded"]

_DEEPEST = 3000  # elements within each other
_NESTED = regex.compile(
    r"<(/?)(?:div|section|article|blockquote|center|ul|ol|dl|form|fieldset|main|header|footer|nav|aside|table)"
    r"(?=[\s/>])",
    regex.IGNORECASE,
)
_LONG_TAG = regex.compile(r"<[A-Za-z][^<>]{8000,}+")
_MOST_ATTRIBUTES = 1000  # of one element
# Elements that say how characters look. One that is never closed is opened anew in every paragraph after it.
_LOOKS = regex.compile(
    r"<(/?)(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?:\s[^<>]*+)?>", regex.IGNORECASE,
)
_MOST_OPEN = 100
_OPTION = regex.compile(r"</?opt(?:ion|group)\b[^<>]*+>", regex.IGNORECASE)
_MOST_OPTIONS = 1000


def guarded(text: str) -> str:
    """The page `text` without what makes it slow to parse and shows nothing.

    Raises:
        SourceError: where it nests without end, or has an element with attributes without end.
    """
    depth = deepest = 0
    for found in _NESTED.finditer(text):
        depth = max(depth - 1, 0) if found[1] else depth + 1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise SourceError(f"is a web page that nests more than {_DEEPEST} elements; save it from a browser as text")
    for tag in _LONG_TAG.finditer(text):
        if tag[0].count("=") > _MOST_ATTRIBUTES or len(tag[0].split(None, _MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES:
            raise SourceError(f"is a web page with over {_MOST_ATTRIBUTES} attributes on an element; save it as text")
    if sum(-1 if found[1] else 1 for found in _LOOKS.finditer(text)) > _MOST_OPEN:
        text = _LOOKS.sub("", text)
    if len(_OPTION.findall(text)) > _MOST_OPTIONS:
        text = _OPTION.sub("", text)
    return text
