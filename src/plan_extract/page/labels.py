"""The words that the pages show, all in one place."""

from __future__ import annotations

__all__ = [
    "COMPARATORS", "FIELDS", "FRONT", "GLYPHS", "GROUPS", "KINDS", "LEVELS", "MEASURES", "MET", "METADATA", "OPS",
    "ROLES", "SEVERITIES", "SIGNS", "STATUSES", "TYPES",
]

KINDS = {"target": "目标", "achievement": "成效", "project": "项目", "finding": "问题"}
ROLES = {"target": "目标", "achieved": "成效"}
GLYPHS = {"target": "◆", "achievement": "●", "project": "■", "finding": "▲"}
METADATA = {
    "region": "地区", "region_level": "层级", "period": "规划期", "vision_year": "远景年份", "issuer": "发布机关",
    "issued_on": "发布日期", "approved_by": "审议批准",
}
LEVELS = {"national": "国家", "province": "省级", "city": "市级", "county": "县级"}
MEASURES = {"level": "水平", "cumulative": "累计", "growth": "增长", "annual_growth": "年均增长", "decline": "下降"}
TYPES = {
    "facility": "设施", "organisation": "机构", "platform": "平台", "programme": "工程计划", "zone": "园区片区",
}
STATUSES = {"completed": "已建成", "underway": "在建", "planned": "拟建"}
SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}
FRONT = {"navigation": "网页信息", "notice": "印发通知", "title": "标题", "contents": "原文目录"}
COMPARATORS = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "约"}

# Of the comparison of two plans.
GROUPS = {
    "metadata": "基本信息", "section": "章节", "target": "目标", "achievement": "成效", "project": "项目",
    "text": "文字",
}
OPS = {"added": "新增", "removed": "删除", "changed": "修改", "moved": "移动", "renamed": "改名"}
SIGNS = {"added": "+", "removed": "−", "changed": "≠", "moved": "↕", "renamed": "✎"}
MET = {True: "完成", False: "未完成", None: ""}
FIELDS = {
    **METADATA, "title": "标题", "label": "编号", "name": "名称", "aliases": "别名", "type": "类型", "status": "状态",
    "location": "地点", "years": "年限", "investment": "投资", "content": "内容", "indicator": "指标",
    "canonical": "通用指标", "value": "数值", "value_max": "上限", "unit": "单位", "comparator": "限定",
    "measure": "口径", "year": "年份", "year_stated": "写明年份", "binding": "属性", "role": "性质",
}
