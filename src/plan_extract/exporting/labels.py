"""What spreadsheets show, in Chinese and in English: names of sheets, headings of columns, words for coded values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

from plan_extract.exporting.tables import Column, Table

__all__ = ["LANGUAGES", "Language", "coded_values", "cut_off", "heading", "show", "title"]

Language = Literal["zh", "en"]
LANGUAGES = ("zh", "en")

_TITLES = {
    "outline": "目录", "targets": "指标目标", "achievements": "已有成效", "projects": "重点项目", "problems": "问题",
    "mentions": "项目出处", "paragraphs": "正文", "plans": "规划",
}

_HEADINGS = {
    "plan": "规划文件", "region": "地区", "id": "编号", "parent": "上级编号", "depth": "层级", "kind": "类别",
    "label": "序号", "title": "标题", "indicator": "指标", "canonical": "指标代码", "comparator": "比较",
    "value": "数值", "value_max": "数值上限", "unit": "单位", "measure": "度量", "year": "年份",
    "year_stated": "原文写明年份", "binding": "指标属性", "normalized_value": "换算数值",
    "normalized_value_max": "换算数值上限", "normalized_unit": "换算单位", "text": "原文", "quote": "原句",
    "path": "所在章节", "section": "章节编号", "paragraph": "段落编号",
    "span_start": "起始字符", "span_end": "结束字符",
    "line": "行号", "page": "页码", "locator": "文件内位置", "name": "项目名称", "aliases": "别名", "type": "项目类型",
    "status": "状态", "mentions": "提及次数", "location": "建设地点", "start_year": "开始年份", "end_year": "结束年份",
    "investment": "投资额", "investment_unit": "投资单位", "investment_normalized": "换算投资额",
    "investment_currency": "币种", "content": "建设内容", "code": "代码", "severity": "级别", "rule": "检查项",
    "message": "说明", "project": "项目编号", "action": "动作", "heading": "是否标题", "region_level": "行政层级",
    "period_start": "规划期起", "period_end": "规划期止", "vision_year": "远景年份", "issuer": "发布机关",
    "issued_on": "发布日期", "approved_by": "批准机关", "targets": "目标数", "achievements": "成效数",
    "projects": "项目数",
    "format": "文件格式", "encoding": "文件编码", "sha256": "SHA-256", "chars": "字数", "version": "程序版本",
    "rules": "规则版本", "role": "性质",
}

# The words for the values that are codes, by column.
_VALUES: dict[str, dict[str, str]] = {
    "comparator": {"=": "等于", ">=": "不低于", "<=": "不超过", ">": "高于", "<": "低于", "~": "约"},
    "measure": {
        "level": "水平", "cumulative": "累计", "growth": "增长", "annual_growth": "年均增长", "decline": "下降",
    },
    "type": {
        "facility": "设施", "organisation": "机构", "platform": "平台", "programme": "工程计划", "zone": "园区片区",
    },
    "status": {"completed": "已建成", "underway": "在建", "planned": "拟建"},
    "severity": {"error": "错误", "warning": "警告", "note": "提示"},
    "region_level": {"national": "国家", "province": "省级", "city": "市级", "county": "县级"},
    "role": {"target": "目标", "achieved": "已有成效"},
    "kind": {
        "part": "篇", "chapter": "章", "section": "节", "item": "条", "bullet": "列举项", "labelled": "小标题",
        "box": "专栏", "attachment": "附件", "paragraph": "段落", "table": "表格",
    },
    "rule": {
        "number-gap": "编号跳号", "number-repeat": "编号重复", "contents-differ": "目录与正文不符",
        "heading-not-in-contents": "标题未列入目录", "contents-number-differs": "目录编号与正文不符",
        "attachment-missing": "附件缺失", "box-missing": "专栏缺失", "chapter-missing": "所指章节缺失",
        "conflicting-targets": "目标前后不一", "below-achieved": "目标低于已有水平", "over-hundred": "比率超过百分之百",
        "horizon-outside-period": "目标年份超出规划期", "target-without-year": "目标未写年份",
        "number-unreadable": "数字无法识读", "quotation-marks": "引号不配对", "brackets": "括号不配对",
        "doubled-words": "词语重复", "repeated-clauses": "语句重复", "repeated-paragraphs": "段落重复",
    },
}
_YES_NO = {"zh": ("否", "是"), "en": ("no", "yes")}

# In English the codes are words already, save these; a cell must not begin with an equals sign.
_COMPARATORS = {"=": "equal to", ">=": "at least", "<=": "at most", ">": "above", "<": "below", "~": "about"}


def title(table: Table, language: Language) -> str:
    """What a table is called."""
    return _TITLES[table.name] if language == "zh" else table.name


def heading(column: Column, language: Language) -> str:
    """What a column is called."""
    return _HEADINGS[column.name] if language == "zh" else column.name.replace("_", " ")


def show(column: Column, language: Language) -> Callable[[Any], Any] | None:
    """How a value of a column is shown; None where it is shown as it is."""
    if column.kind == "boolean":
        words = _YES_NO[language]
        return lambda value: words[bool(value)]
    if column.kind == "texts":
        between = " > " if column.name == "path" else "；" if language == "zh" else "; "
        return between.join
    codes = _VALUES.get(column.name, {}) if language == "zh" else {}
    codes = codes or (_COMPARATORS if column.name == "comparator" else {})
    return (lambda value: codes.get(value, value)) if codes else None


def coded_values() -> Iterator[tuple[str, str, str, str]]:
    """Column, code, and the words for it in Chinese and in English."""
    for name, words in _VALUES.items():
        for code, chinese in words.items():
            yield name, code, chinese, _COMPARATORS.get(code, code) if name == "comparator" else code


def cut_off(chars: int, language: Language) -> str:
    """What stands at the end of a text that is too long for a cell."""
    return f"……（原文共 {chars} 字，此处未列全）" if language == "zh" else f" … ({chars} characters in all)"
