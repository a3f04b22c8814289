"""What `check` says, in Chinese."""

from __future__ import annotations

import re

from plan_extract.checks import Finding

__all__ = ["in_chinese"]

# What each check says, and the same in Chinese; the parts that are the plan's own words are kept.
_SAID: dict[str, tuple[tuple[str, str], ...]] = {
    "C101": (
        (r"(.*) follows number (\d+): (\d+) missing.*", r"“\1”紧接第\2号之后，中间缺\3个编号"),
        (r"(.*) is the first: (\d+) missing.*", r"“\1”是首个编号，前面缺\2个"),
    ),
    "C102": ((r"(.*) stands twice among.*", r"同级标题中“\1”出现两次"), (r"(.*) stands twice", r"编号“\1”出现两次")),
    "C103": (
        (r"the contents list names (.*), the body does not", r"目录列有“\1”，正文没有"),
        (r"the contents list is damaged: (\d+) of its (\d+) .*", r"目录残缺：\2条中有\1条在正文中找不到"),
    ),
    "C104": ((r"(.*) is not in the contents list", r"“\1”未列入目录"),),
    "C105": ((r"(.*) is (.*) in the contents list", r"正文为“\1”，目录为“\2”"),),
    "C201": ((r"(.*): there is no such attachment", r"“\1”：文中没有这个附件"),),
    "C202": ((r"(.*): the plan has no box .*", r"“\1”：文中没有这个编号的专栏"),),
    "C203": ((r"(.*): the plan has no .*", r"“\1”：文中没有这个编号的篇章"),),
    "C301": ((r"(.*), but line (\d+) says (.*)", r"\1，第\2行却为\3"),),
    "C302": ((r"(.*) is behind the (.*) that line (\d+) says was achieved", r"\1，低于第\3行所述已达到的\2"),),
    "C303": ((r"(.*) is more than the whole", r"\1，超过100%"),),
    "C304": ((r"(.*) is for (\d+), outside of (.*)", r"\1，年份\2不在规划期\3之内"),),
    "C305": ((r"(.*): nothing says by when", r"\1：未说明到哪一年"),),
    "C306": (
        (r"(.*) is still to be filled in", r"“\1”尚待填写"), (r"(.*) cannot be read as a number", r"“\1”不成数字"),
        (r"(.*) has no number before its unit", r"“\1”单位前没有数字"),
    ),
    "C401": (
        (r"the quotation mark (.*) stands twice where.*", r"引号 \1 连续出现两次，应一开一合"),
        (r"the quotation mark (.*) is never closed", r"引号 \1 没有闭合"),
        (r"the quotation mark (.*) is never opened", r"引号 \1 没有开头"),
    ),
    "C402": (
        (r"the bracket (.*) is never closed", r"括号 \1 没有闭合"),
        (r"the bracket (.*) is never opened", r"括号 \1 没有开头"),
        (r"the bracket (.*) is closed by (.*)", r"括号 \1 与 \2 不配对"),
    ),
    "C403": ((r"(.*) stands twice in a row", r"词语“\1”重复"),),
    "C404": ((r"(.*) stands twice in a row", r"语句“\1”重复"),),
    "C405": ((r"the paragraph (.*) stands twice in a row", r"段落“\1”重复"),),
}


def in_chinese(finding: Finding) -> str:
    """What `finding` says, in Chinese; as it is, where a check says something new."""
    for said, chinese in _SAID.get(finding.code, ()):
        found = re.fullmatch(said, finding.message, re.DOTALL)
        if found:
            return " ".join(found.expand(chinese).split())
    return finding.message
