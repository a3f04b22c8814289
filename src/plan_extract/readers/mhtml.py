"""Web pages saved in one file (MHTML): a mail message whose first page is the plan's."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from plan_extract.source import Source, SourceError

__all__ = ["read_mhtml"]


def read_mhtml(data: bytes, name: str, encoding: str | None, max_chars: int) -> Source:
    """Read the page in a message.

    Raises:
        SourceError: where it holds no page, or the page cannot be read.
    """
    from email import message_from_bytes  # noqa: PLC0415
    from email.policy import compat32  # noqa: PLC0415

    from plan_extract.readers.html import read_html  # noqa: PLC0415

    for part in message_from_bytes(data, policy=compat32).walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                charset = part.get_content_charset()
                source = read_html(page, name, encoding, max_chars, charset)
                return replace(source, sha256=hashlib.sha256(data).hexdigest())
    raise SourceError("is a saved web page or mail without a page in it; save it as HTML from a browser")
