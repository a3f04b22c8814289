"""The full-text indexes of the database, kept by hand while plans are imported.

Otherwise the triggers of schema.sql keep them. These have SQLite cut the texts into pairs, which takes ten times as
long.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

__all__ = ["forget_texts", "index_texts", "without_triggers"]

_BETWEEN = "\u200b"
_MOST = 20_000  # characters of a paragraph; all of this is as in the view `pairs`


def _pairs(text: str) -> tuple[str, str]:
    """A text cut into pairs of characters from its first and from its second."""
    even = [text[at : at + 2] for at in range(0, min(len(text), _MOST), 2)]
    odd = [text[at : at + 2] for at in range(1, min(len(text), _MOST), 2)]
    return _BETWEEN.join(even), _BETWEEN.join([text[:1], *odd])


def index_texts(database: sqlite3.Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Let paragraphs be found: their ids and texts."""
    rows = list(texts)
    database.executemany("INSERT INTO long_words (rowid, text) VALUES (?, ?)", rows)
    database.executemany("INSERT INTO short_words (rowid, even, odd) VALUES (?, ?, ?)",
                         [(id_, *_pairs(text)) for id_, text in rows])


def forget_texts(database: sqlite3.Connection, plan: int) -> None:
    """Let the paragraphs of a plan, which are about to go, be found no longer."""
    rows = database.execute("SELECT id, text FROM paragraphs WHERE plan_id = ?", (plan,)).fetchall()
    database.executemany("INSERT INTO long_words (long_words, rowid, text) VALUES ('delete', ?, ?)", rows)
    database.executemany("INSERT INTO short_words (short_words, rowid, even, odd) VALUES ('delete', ?, ?, ?)",
                         [(id_, *_pairs(text)) for id_, text in rows])


@contextmanager
def without_triggers(database: sqlite3.Connection) -> Iterator[None]:
    """Take the triggers away, within the transaction, and put them back."""
    triggers = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid").fetchall()
    for name, _ in triggers:
        database.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, statement in triggers:
        database.execute(statement)
