"""Promised, achieved, or the fixed property of an object."""

from __future__ import annotations

import pytest

from plan_extract import parse

TITLE = "东湖区国民经济和社会发展第十四个五年规划和2035年远景目标纲要\n\n"
PAST = "第一章 发展基础\n\n第一节 “十三五”发展成就\n\n"
AHEAD = "第二章 重点任务\n\n第一节 建设现代产业体系\n\n"


def roles(text: str) -> list[tuple[str, str]]:
    plan = parse(TITLE + text)
    return [(q.text, q.role) for q in sorted([*plan.targets, *plan.achievements], key=lambda q: q.span)]


@pytest.mark.parametrize("heading, text, rows", [
    (PAST, "地区生产总值达到300亿元。", [("300亿元", "achieved")]),
    (PAST, "预计到2025年,总量达到600亿元。", [("600亿元", "target")]),
    (AHEAD, "地区生产总值达到600亿元。", [("600亿元", "target")]),
    (AHEAD, "目前,全区已建成充电桩1200个,到2025年达到5000个。", [("1200个", "achieved"), ("5000个", "target")]),
    (AHEAD, "到2025年,财政收入达到60亿元;固定资产投资累计实现550亿元。", [("60亿元", "target"), ("550亿元", "target")]),
    (AHEAD, "比重由5.6%提高到10%。", [("5.6%", "achieved"), ("10%", "target")]),
    (AHEAD, "2020年,机械化率为85%。到2025年,机械化率达到90%。", [("85%", "achieved"), ("90%", "target")]),
    (AHEAD, "推进已建处理设施改造,处理率达到90%以上。", [("90%", "target")]),
    ("第二章 发展\n\n第一节 进展良好\n\n“十三五”期间,全区稳步前进。\n\n1、实力提升。收入超过7万元。\n",
     "", [("7万元", "achieved")]),
])
def test_target_or_achievement(heading: str, text: str, rows: list[tuple[str, str]]) -> None:
    assert roles(heading + text) == rows


@pytest.mark.parametrize("text", [
    "规划范围:人民路以东围合区域,面积7.74平方公里。",
    "2号线全长28.5公里,设站22座。",
    "项目占地面积500亩,总投资30亿元。",
    "优化绕城以外18平方公里资源要素配置。",
    "支持投资5000万元以上的项目。",
    "形成可接待千人以上大型会议的酒店集群。",
    "关心60岁以上老年人。",
    "提升3-5年一遇雨水排水能力。",
    "新建水泥生产线要安装效率不低于60%的设备。",
    "推进500千伏输变电工程。",
    "扩建10万吨级码头。",
    "推进年产20万吨乙烯项目。",
    "对年纳税500万元以上、容积率不低于1.5的项目优先供地。",
    "“独角兽”企业是指成立时间不超过10年的企业。",
    "落实15分钟养老服务网络。",
    "续建东湖至西山一级公路(35公里)。",
])
def test_fixed_properties_are_not_given_out(text: str) -> None:
    assert roles(AHEAD + text) == []


@pytest.mark.parametrize("text, rows", [
    ("培育10家主营业务收入超五千万元的企业。", ["10家"]),
    ("淘汰20吨以下466台散煤锅炉。", ["466台"]),
    ("培育20家年营业收入2亿元以上具有竞争力的企业。", ["20家"]),
    ("培育3个规模达到500亿元以上的产业集群。", ["3个"]),
    ("新建110千伏变电站3座。", ["3座"]),
    ("改造棚户区173万平方米。", ["173万平方米"]),
    ("对10个地块、占地面积173万平方米的棚户区进行改造。", ["10个", "173万平方米"]),
    ("实施约30公里河堤加固工程。", ["30公里"]),
    ("谋划实施重大项目500个,总投资5000亿元。", ["500个", "5000亿元"]),
    ("实现市域45分钟可达。", ["45分钟"]),
    ("平均受教育年限提高到11.3年。", ["11.3年"]),
    ("龙头企业总数50家,联系人大代表60名。", ["50家", "60名"]),
    ("城市人均道路面积18平方米。", ["18平方米"]),
    ("实现所有乡镇30分钟上高速。", ["30分钟"]),
])
def test_what_is_promised_beside_a_property(text: str, rows: list[str]) -> None:
    assert [row for row, _ in roles(AHEAD + text)] == rows


@pytest.mark.parametrize("text", [
    "按照“五位一体”总体布局,增强“四个意识”。",
    "打造“10分钟”健身圈和1小时通勤圈。",
    "推进2号线和5G基站建设,治理PM2.5。",
    "深入贯彻十九届五中全会和十八届人大五次会议精神。",
    "按照〔2011〕42号文件第3条。",
    "实施三年行动计划,推动三次产业融合,落实两项补贴。",
    "形成一批企业,推进一体化,坚持六大街区联动。",
    "排名进入全省前5位。",
    "促进知识驱动的三元协同。",
    "涵盖数十亿实体。",
])
def test_what_is_no_quantity(text: str) -> None:
    assert roles(AHEAD + text) == []
