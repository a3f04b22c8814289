"""Full-text search in a database that `export` made."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from plan_extract.exporting.error import ExportError

__all__ = ["search"]

_SNIPPETS = {
    "long_words": "snippet(long_words, 0, '[', ']', '…', 40)",
    "short_words": "replace(snippet(short_words, -1, '[', ']', '…', 20), char(8203), '')",
}


def search(database: Path | str, words: str, *, limit: int = 20) -> list[dict[str, Any]]:
    """Look for paragraphs in a database that `export` made.

    Args:
        database: its file.
        words: what to look for: one word of any length or several, with blanks between them, that all must be there.
        limit: of how many paragraphs to tell.

    Returns:
        The best first, each with ``plan``, ``region``, ``path`` (the headings over it), ``snippet`` (with the first
        word in brackets), ``text``, ``line``, ``page``, ``locator``, and ``paragraph`` (its id).

    Raises:
        ExportError: where it is no such database.
    """
    wanted = words.split()
    if not wanted:
        return []
    asked = [_asked(word) for word in wanted]
    first = asked[0][0]
    # Nothing but the names of our own tables is put into the statement.
    others = "".join(
        f" AND t.id IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)" for index, _ in asked[1:]  # noqa: S608
    )
    sql = (
        f"SELECT p.name AS plan, p.region, (SELECT path FROM outline WHERE id = t.outline_id) AS path, "  # noqa: S608
        f"{_SNIPPETS[first]} AS snippet, t.text, t.line, t.page, t.locator, t.node AS paragraph "
        f"FROM {first} JOIN paragraphs AS t ON t.id = {first}.rowid JOIN plans AS p ON p.id = t.plan_id "
        f"WHERE {first} MATCH ?{others} ORDER BY {first}.rank, t.id LIMIT ?"
    )
    try:
        with closing(sqlite3.connect(f"{Path(database).resolve().as_uri()}?mode=ro", uri=True)) as opened:
            opened.row_factory = sqlite3.Row
            return [dict(row) for row in opened.execute(sql, (*(query for _, query in asked), limit))]
    except sqlite3.Error as error:
        raise ExportError(f"{database}: cannot be searched: {error}; name a database that export made") from None


def _asked(word: str) -> tuple[str, str]:
    """The index in which to look for a word, and the query that finds it."""
    quoted = '"' + word.replace('"', '""') + '"'
    if len(word) > 2:
        return "long_words", quoted
    return "short_words", quoted if len(word) == 2 else f"{quoted} *"
