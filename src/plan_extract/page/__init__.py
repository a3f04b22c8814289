"""A plan as one self-contained page: its text with every row marked in place, its outline, tables and a chart."""

from __future__ import annotations

from plan_extract.page.page import to_page

__all__ = ["to_page"]
