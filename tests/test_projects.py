"""Named projects: tables that read as a specification, and properties that always hold."""

from __future__ import annotations

import re
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_extract.layout import lay_out
from plan_extract.metadata import read_metadata
from plan_extract.outline import build_outline
from plan_extract.projects import Project, find_projects
from plan_extract.rules import load_rules
from plan_extract.source import read_text

RULES = load_rules()


def projects(text: str) -> tuple[str, list[Project]]:
    flow = lay_out(read_text(text.encode(), "plan.txt"), RULES)
    outline = build_outline(flow, RULES, [])
    return flow.printed, find_projects(flow, outline, read_metadata(flow, outline, RULES), RULES)


def rows(sentence: str, title: str = "第一章 重点任务") -> list[tuple[str, str, str]]:
    """The mentions in a sentence that stands under a title: text, type, status, in reading order."""
    printed, found = projects(f"{title}\n{sentence}\n")
    mentions = sorted((m for p in found for m in p.mentions), key=lambda m: m.start)
    return [(printed[m.start : m.end], m.type, m.status) for m in mentions if m.start >= len(title)]


def names(sentence: str, title: str = "第一章 重点任务") -> list[str]:
    return [row[0] for row in rows(sentence, title)]


@pytest.mark.parametrize("sentence, expected", [
    # one object, with the word of action before it, after it or around it
    ("推进青龙山隧道建设。", [("青龙山隧道", "facility", "planned")]),
    ("加快推进青龙山隧道建设。", [("青龙山隧道", "facility", "underway")]),
    ("谋划启动白沙湾机场。", [("白沙湾机场", "facility", "planned")]),
    ("引进安和银行东北总部。", [("安和银行东北总部", "organisation", "planned")]),
    ("建立企业上市后备库。", [("企业上市后备库", "platform", "planned")]),
    ("实施市民素质提升工程。", [("市民素质提升工程", "programme", "planned")]),
    ("深入实施全民阅读行动计划。", [("全民阅读行动计划", "programme", "underway")]),
    ("打造滨河文旅集聚区。", [("滨河文旅集聚区", "zone", "planned")]),
    ("以青龙山隧道建设为契机,完善路网。", [("青龙山隧道", "facility", "planned")]),
    ("对万泉河、南渡江的生态保护修复。", [("万泉河", "facility", "planned"), ("南渡江", "facility", "planned")]),
    ("文化惠民工程深入推进。", [("文化惠民工程", "programme", "underway")]),
    ("将白沙国家自主创新示范区建设成为一流园区。", [("白沙国家自主创新示范区", "zone", "planned")]),
    # a title that has a word of action inside is one name
    ("推动青龙公园景观改造提升工程。", [("青龙公园景观改造提升工程", "facility", "planned")]),
    ("加快启动市少年宫异地新建项目。", [("市少年宫异地新建项目", "facility", "planned")]),
    ("开展生活垃圾专项治理。", [("生活垃圾专项治理", "programme", "planned")]),
    ("实施高标准农田建设工程。", [("高标准农田建设工程", "programme", "planned")]),
    # quotations
    ("全力推进“三塔”项目建设。", [("“三塔”项目", "facility", "underway")]),
    ("全面开展“楼道清洁日”。", [("“楼道清洁日”", "programme", "planned")]),
    ("开工建设龙王沟水库。", [("龙王沟水库", "facility", "planned")]),
    ("突出抓好“种子工程”。", [("“种子工程”", "programme", "planned")]),
    ("实施“宽带清江”工程。", [("“宽带清江”工程", "programme", "planned")]),
    ("实施“小升规”培育计划。", [("“小升规”培育计划", "programme", "planned")]),
])
def test_single(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert rows(sentence) == expected


@pytest.mark.parametrize("sentence, expected", [
    ("推进白沙购物广场、华融中心、南岸智谷等商务项目建设。", ["白沙购物广场", "华融中心", "南岸智谷"]),
    ("新建临江至白沙、青龙至大湾等高速公路。", ["临江至白沙", "青龙至大湾"]),
    ("建设临江、白沙等水厂。", ["临江", "白沙"]),
    ("加强东平湖和微山湖综合治理。", ["东平湖", "微山湖"]),
    ("实施白沙矿区生态修复、清水河综合治理等项目。", ["白沙矿区生态修复", "清水河综合治理"]),
    ("交通项目:东湖至白沙快速路、G65包茂高速公路改扩建。", ["东湖至白沙快速路", "G65包茂高速公路改扩建"]),
    ("建成沪昆高速青山至东乡段改扩建。", ["沪昆高速青山至东乡段"]),
    ("实施青龙湖、白沙湖等生态环境整治工程。", ["青龙湖", "白沙湖"]),
    ("完成上海路、青年路、自由大路等12条街路升级改造。", ["上海路", "青年路", "自由大路"]),
    ("推进京沪高铁二线、G15沈海高速改扩建、白沙湾机场三期等项目。", ["京沪高铁二线", "G15沈海高速", "白沙湾机场三期"]),
    ("建成地铁14号线、18号线一期,加快建设13号线西延伸。", ["地铁14号线", "18号线一期", "13号线西延伸"]),
    ("推动轨道交通1、2号线建成通车。", ["轨道交通1", "2号线"]),
    ("5、6、7号线启动建设。", ["5", "6", "7号线"]),
    ("全面实施蓝天、碧水、净土保卫战。", ["蓝天", "碧水", "净土保卫战"]),
    ("形成白沙、青龙两个物流基地。", ["白沙", "青龙"]),
    ("培育青年路、东风路、滨江广场三大商圈。", ["青年路", "东风路", "滨江广场"]),
    ("引进宁安时代、比亚迪等龙头企业。", ["宁安时代", "比亚迪"]),
    ("积极争取安泰保险、招商银行等企业落户。", ["安泰保险", "招商银行"]),
    ("推进洋山科学与技术国家实验室建设。", ["洋山科学与技术国家实验室"]),
    ("建设南通创新中心、宜昌产业研究院等重大创新平台。", ["南通创新中心", "宜昌产业研究院"]),
    ("实施川青铁路、白沙江下游水电开发、国家水网等重大工程。", ["川青铁路", "白沙江下游水电开发", "国家水网"]),
    ("完成白沙水库除险加固和青石水库抗震加固。", ["白沙水库", "青石水库"]),
    ("完成清江大堤加固和白河治理。", ["清江大堤", "白河"]),
    ("加快G107国道改线、S210省道改扩建等项目建设。", ["G107国道", "S210省道"]),
    ("加快华安电厂三期、白沙风电场、国源清江光伏发电等项目建设。", ["华安电厂三期", "白沙风电场", "国源清江光伏发电"]),
    ("建设青山新区防洪工程、清江中游崩岸治理和蓄滞洪区、白河干支流河道治理、清江入海水道二期、青石水利枢纽等工程。",
     ["青山新区防洪工程", "清江中游崩岸治理和蓄滞洪区", "白河干支流河道治理", "清江入海水道二期", "青石水利枢纽"]),
    ("加快建设若尔盖国家公园、长征国家文化公园。", ["若尔盖国家公园", "长征国家文化公园"]),
    ("实施青石灌区现代化改造、亭子口灌区一期工程。", ["青石灌区现代化改造", "亭子口灌区一期工程"]),
    ("办好成都大运会、持续举办清江科博会。", ["成都大运会", "清江科博会"]),
    ("实施合肥等国际枢纽机场和济南、长沙等区域枢纽机场改扩建工程。", ["合肥", "济南", "长沙"]),
    ("实施清江灌区续建配套与节水改造工程、白沙河整治与生态修复工程。", ["清江灌区续建配套与节水改造工程", "白沙河整治与生态修复工程"]),
    ("实施“千企升级”行动和技能培训行动。", ["“千企升级”行动", "技能培训行动"]),
    ("成功举办清江国际马拉松、中国清江茶博会。", ["清江国际马拉松", "中国清江茶博会"]),
])
def test_lists(sentence: str, expected: list[str]) -> None:
    assert names(sentence) == expected


@pytest.mark.parametrize("sentence", [
    "建设一批高端酒店和大型购物中心。",
    "推进智慧社区建设,发展现代服务业。",
    "依托华安大学,在重庆路商圈举办活动。",
    "增强“四个意识”,做到“两个维护”。",
    "推进京津冀协同发展,融入长江经济带发展。",
    "形成“10分钟”健身圈。",
    "完善公共服务平台和电子商务平台。",
    "推进基层综合性文化服务中心建设。",
    "加快城区道路、农村公路建设。",
    "建设国际金融中心。",
    "按照“城市大脑”建设的总体要求,提高效率。",
    "加强服务机构建设,优化产业结构。",
    "拓宽发展思路,巩固统一战线。",
    "加强消防、医疗等重点领域工作。",
    "发展高性能工程塑料、青山纤维等工程塑料及制品。",
    "用好用足社会资本加快新城建设。",
    "探索“孵化+创投”服务模式。",
    "创建三甲医院。",
    "形成某山自然保护地、生态红线、生态控制线三级管控体系。",
    "推进小微绿地和口袋公园建设。",
    "推进海洋保护区建设,建立流域、重点生态功能区等生态补偿机制。",
    "加快淤地坝建设。",
    "加大重点河湖保护和综合治理力度。",
    "推广“枫桥经验”。",
    "加快第五代移动通信、工业互联网、大数据中心等建设。",
    "实施战略性科学计划和科学工程。",
    "实施系统性生态修复工程。",
    "发展生物工程、海洋工程等产业。",
    "到2025年底全市生产矿山全部关停并实施生态修复。",
    "项目审批时限由120个工作日缩短到60个工作日。",
    "",
])
def test_no_project(sentence: str) -> None:
    assert names(sentence) == []


@pytest.mark.parametrize("title, sentence, status", [
    ("第一节 “十三五”发展成就", "建成青龙山隧道。", "completed"),
    ("第一节 “十三五”发展成就", "加快青龙山隧道建设。", "underway"),
    ("第一节 “十三五”发展成就", "青龙山隧道启动建设。", "underway"),
    ("第一节 “十三五”发展成就", "青龙山隧道建成通车。", "completed"),
    ("第一节 重点任务", "建成青龙山隧道。", "planned"),
    ("第一节 重点任务", "青龙国家高新区获批建设。", "completed"),
    ("第一节 重点任务", "加快规划建设青龙山隧道。", "planned"),
    ("第一节 重点任务", "继续建设青龙山隧道。", "underway"),
    ("第一节 重点任务", "部署了青龙山隧道等工程。", "underway"),
    ("第一节 重点任务", "加快青龙山隧道前期论证。", "planned"),
])
def test_status(title: str, sentence: str, status: str) -> None:
    assert [row[2] for row in rows(sentence, title)] == [status]


def test_a_heading_that_names_a_zone_is_a_mention() -> None:
    text = "第一章 布局\n第一节 空间\n(1)人民大街金融服务廊\n依托区位优势,聚集要素。\n(2)白沙湾生态轴\n传承文脉。\n"
    printed, found = projects(text)
    spans = [(printed[m.start : m.end], p.type, m.status) for p in found for m in p.mentions]
    assert spans == [("人民大街金融服务廊", "zone", "planned"), ("白沙湾生态轴", "zone", "planned")]


def test_a_section_that_is_a_programme_is_a_mention() -> None:
    text = "第一章 任务\n第一节 矿山生态修复工程\n修复矿山。\n第二节 重大工程\n落实任务。\n第三节 产业发展计划\n做强产业。\n"
    printed, found = projects(text)
    assert [(printed[m.start : m.end], p.type) for p in found for m in p.mentions] == [("矿山生态修复工程", "programme")]


def test_mentions_of_one_project_are_joined_with_their_aliases() -> None:
    _, found = projects("第一章 任务\n推进吉安长阳基金广场建设。\n推动建设基金广场。\n加快“三塔”建设进程。\n以“三塔”项目建设为重点。\n")
    joined = {p.name: (p.aliases, len(p.mentions)) for p in found}
    assert joined["吉安长阳基金广场"] == (["基金广场"], 2)
    assert sorted(len(p.mentions) for p in found) == [2, 2]


def test_what_is_begun_in_one_place_is_begun_in_all() -> None:
    _, found = projects("第一章 任务\n加快推进白沙湾隧道建设。\n以白沙湾隧道建设为重点。\n谋划白沙湾隧道建设。\n")
    assert [m.status for p in found for m in p.mentions] == ["underway", "underway", "planned"]


def test_the_parts_of_a_box_that_is_one_programme() -> None:
    text = "第一章 任务\n实施重大科技创新工程。\n专栏1 重大科技创新工程\n1.深空观测。开展观测。\n2.智慧牧场。提高效益。\n"
    _, found = projects(text)
    assert {"深空观测重大科技创新工程", "智慧牧场重大科技创新工程"} <= {p.name for p in found}


def test_the_full_name_of_an_elliptical_member() -> None:
    _, found = projects("第一章 任务\n推动轨道交通1、2号线建成通车,5、6号线启动建设。\n")
    assert [p.name for p in found] == ["轨道交通1号线", "轨道交通2号线", "轨道交通5号线", "轨道交通6号线"]


ODD = st.text(alphabet="推进加快建设完成实施等、和的“”()《》1275号线,。;:—-东湖广场工程平台\n 高速A", max_size=300)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(ODD | st.text(max_size=200))
def test_mentions_stand_inside_a_paragraph_and_say_the_same_twice(text: str) -> None:
    text = text.replace("\0", "")
    try:
        source = read_text(text.encode("utf-8", "ignore"), "x.txt")
    except ValueError:
        return
    flow = lay_out(source, RULES)
    outline = build_outline(flow, RULES, [])
    metadata = read_metadata(flow, outline, RULES)
    found = find_projects(flow, outline, metadata, RULES)
    assert found == find_projects(flow, outline, metadata, RULES)
    mentions = sorted((m.start, m.end) for p in found for m in p.mentions)
    for start, end in mentions:
        assert any(p.start <= start < end <= p.end for p in flow.paragraphs)
    for (_, end), (start, _) in pairwise(mentions):
        assert end <= start


@pytest.mark.parametrize("piece", ["—", "推进", "、", "建设", "“", "(", "等", "东湖广场、", "1、", "的", "号线", "一", "推进东湖广场建设"])
def test_time_is_linear(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * (times // len(piece))
        flow = lay_out(read_text(text.encode(), "x"), RULES)
        outline = build_outline(flow, RULES, [])
        metadata = read_metadata(flow, outline, RULES)
        begin = perf_counter()
        find_projects(flow, outline, metadata, RULES)
        return perf_counter() - begin

    seconds(2_000)
    assert seconds(64_000) < 16 * max(seconds(8_000), 0.02)


def test_no_list_of_words_in_the_source() -> None:
    from pathlib import Path

    import plan_extract.projects as package

    for file in Path(package.__file__).parent.glob("*.py"):
        code = re.sub(r'""".*?"""|#[^\n]*', "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"(?:[\"'][一-鿿]{2,}[\"'],\s*){4}", code), file.name
