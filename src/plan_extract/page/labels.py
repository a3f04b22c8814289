"""The words that the pages show, all in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = [
    "COMPARATORS", "FRONT", "GLYPHS", "KINDS", "LEVELS", "MEASURES", "METADATA", "SEVERITIES",
    "STATUSES", "TYPES", "figure", "number",
]

KINDS = {"target": "目标", "achievement": "成效", "project": "项目", "finding": "问题"}
GLYPHS = {"target": "◆", "achievement": "●", "project": "■", "finding": "▲"}
METADATA = {
    "region": "地区", "region_level": "层级", "period": "规划期", "vision_year": "远景年份", "issuer": "发布机关",
    "issued_on": "发布日期", "approved_by": "审议批准",
}
LEVELS = {"national": "国家", "province": "省级", "city": "市级", "county": "县区级"}
MEASURES = {"level": "水平", "cumulative": "累计", "growth": "增长", "annual_growth": "年均增长", "decline": "下降"}
TYPES = {"facility": "设施", "organisation": "机构", "platform": "平台", "programme": "工程", "zone": "园区"}
STATUSES = {"completed": "已建成", "underway": "推进中", "planned": "计划"}
SEVERITIES = {"error": "错误", "warning": "存疑", "note": "提示"}
FRONT = {"navigation": "网页信息", "notice": "印发通知", "title": "标题", "contents": "原文目录"}
COMPARATORS = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "约"}


def number(value: Any) -> str:
    """A number as people write it."""
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def figure(row: Mapping[str, Any], *, unit: bool = True) -> str:
    """The value of a row with its comparator: ``≥5–6%``."""
    upper = "" if row.get("value_max") is None else f"–{number(row['value_max'])}"
    before = COMPARATORS.get(row.get("comparator") or "=", "")
    return f"{before}{number(row['value'])}{upper}{(row.get('unit') or '') if unit else ''}"
