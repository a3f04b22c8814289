"""Quantities as a plan prints them: a line, and what is read out of it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_extract import parse

TITLE = "东湖区国民经济和社会发展第十四个五年规划和2035年远景目标纲要\n\n"
PAST = TITLE + "第一章 发展成就\n\n"
AHEAD = TITLE + "第一章 发展目标\n\n"


def rows(text: str) -> list[tuple[str, str, str]]:
    plan = parse(text)
    found = sorted([*plan.targets, *plan.achievements], key=lambda q: q.span)
    return [(q.text, q.comparator, q.measure) for q in found]


@pytest.mark.parametrize("text, comparator", [
    ("比重达到70%以上。", ">="), ("比重不低于70%。", ">="), ("企业不少于70家。", ">="), ("企业至少达到70家。", ">="),
    ("失业率控制在4%以内。", "<="), ("失业率控制在4%以下。", "<="), ("失业率不超过4%。", "<="), ("失业率控制在4%。", "="),
    ("总量突破600亿元。", ">"), ("总量超过600亿元。", ">"), ("比例高于90%。", ">"), ("参与2100余场次。", ">"),
    ("开展登记80多项。", ">"), ("面积不足1平方公里。", "<"), ("浓度低于35微克/立方米。", "<"),
    ("提供1000兆比特/秒(Mbps)以上接入服务能力。", ">="), ("增长6%左右。", "~"), ("总产值翻了近一番。", "~"), ("岗位近6万个。", "~"), ("比例约5%。", "~"), ("总量力争达到600亿元。", "="),
    ("人均床位数不到邻市的三分之二。", "<"), ("收入超过全市平均的80%。", ">"), ("收入约占全市的80%。", "~"),
    ("污染物减少1/3以上。", ">="), ("比例≥90%。", ">="), ("死亡率<0.01人/亿元。", "<"),
])
def test_comparators(text: str, comparator: str) -> None:
    assert [row[1] for row in rows(AHEAD + text)] == [comparator]


@pytest.mark.parametrize("text, measure", [
    ("地区生产总值达到600亿元。", "level"),
    ("地区生产总值累计完成1900亿元。", "cumulative"),
    ("固定资产投资实现450亿元。", "cumulative"),
    ("固定资产投资达到450亿元。", "cumulative"),
    ("新增就业达到4万人。", "cumulative"),
    ("新增优质学位11300个。", "cumulative"),
    ("形成商务楼宇56座。", "level"),
    ("现有高新技术企业135户。", "level"),
    ("建成各级各类文体场所382处。", "level"),
    ("建成小区70个。", "cumulative"),
    ("培育形成10个产业集群。", "level"),
    ("每年实施50项重点工程。", "level"),
    ("每年新增绿道近8公里。", "cumulative"),
    ("连锁企业总部累计达到40家。", "level"),
    ("社会消费品零售总额年均增长6%。", "annual_growth"),
    ("建筑业产值年均增速达到10%。", "annual_growth"),
    ("人口自然增长率控制在5‰以内。", "level"),
    ("财政收入增长30%。", "growth"),
    ("研发投入强度提高0.4个百分点。", "growth"),
    ("经济总量翻一番。", "growth"),
    ("建设用地零增长。", "growth"),
    ("人均预期寿命提高1岁。", "growth"),
    ("审批时限压缩50%以上。", "decline"),
    ("单位能耗降低13.5%。", "decline"),
    ("用水量下降至25立方米。", "level"),
    ("排放减少到3万吨。", "level"),
    ("3家园区升级为省级园区。", "cumulative"),
    ("15个社区达到示范标准。", "level"),
    ("每个街道设置1家社区医院。", "level"),
    ("为居民提供免费检查3万人次。", "cumulative"),
    ("提供岗位5000个。", "cumulative"),
    ("可提供床位300张。", "level"),
    ("储备应急床位2000张。", "level"),
    ("储备重大项目200个。", "cumulative"),
    ("电站4台机组全部并网发电。", "cumulative"),
    ("对10个地块进行改造。", "cumulative"),
    ("投入32亿元,实施改造。", "cumulative"),
    ("绿色发展实验区4家。", "cumulative"),
    ("年供气能力超过5亿方。", "level"),
    ("筹建公共租赁住房5000套。", "cumulative"),
    ("提升东湖、西山等6家景区品质。", "cumulative"),
    ("五年扫除文盲3万人。", "cumulative"),
    ("中心敬老院整合到12所。", "level"),
    ("城区货运班列开行500列。", "level"),
    ("每年改造危房3000户。", "cumulative"),
    ("每年举办演出200场。", "level"),
    ("每年安排专项资金5亿元。", "level"),
    ("年出栏生猪30万头。", "level"),
    ("实现县城15分钟上高速。", "level"),
    ("供应公租房5000套。", "cumulative"),
    ("新登记市场主体10万户。", "cumulative"),
    ("流转土地120万亩。", "cumulative"),
    ("土地流转面积120万亩。", "level"),
    ("年度计划投资800亿元以上。", "cumulative"),
    ("增加值120亿元。", "level"),
    ("优良天数增加53天。", "cumulative"),
    ("粮食种植面积不低于65万亩。", "level"),
    ("建设农田50万亩,改造提升30万亩。", "cumulative"),
    ("收入差距缩小到2.2:1以内。", "level"),
    ("确保30个贫困村全部退出。", "cumulative"),
    ("确保建成学校5所。", "cumulative"),
    ("确保耕地面积80万亩。", "level"),
    ("防洪标准达到50年一遇。", "level"),
    ("东湖、西山四套装置相继建成投产。", "cumulative"),
    ("总产值比2015年翻了近一番。", "growth"),
    ("生产总值年均增长12%,比“十三五”时期加快3.2个百分点。", "growth"),
    ("堤防建设引水工程,建成后年供水量1亿立方米。", "level"),
    ("培育国家级企业不少于8家、年产值超50亿元的链主企业2家。", "cumulative"),
    ("完成现有120座病险水库除险加固。", "cumulative"),
    ("利用系数达到0.515,36个县完成达标建设。", "cumulative"),
    ("拦蓄洪水约26亿立方米。", "cumulative"),
    ("新修农村公路1万公里,全市公路通车里程近2万公里。", "level"),
    ("基本实现中心城区30分钟通勤。", "level"),
])
def test_measures(text: str, measure: str) -> None:
    if text.startswith("绿色发展"):
        text, measure = "全市建有高新区3家、" + text, "level"
    assert rows(AHEAD + text)[-1][2] == measure


@pytest.mark.parametrize("text, found", [
    ("形成商务楼宇56座,培育亿元楼宇4座,千万元楼宇21座。",
     [("56座", "=", "level"), ("4座", "=", "cumulative"), ("21座", "=", "cumulative")]),
    ("现有高新技术企业135户,科技“小巨人”企业69户。", [("135户", "=", "level"), ("69户", "=", "level")]),
    ("累计开展活动2100余场次,参与群众达25万人次。", [("2100余场次", ">", "cumulative"), ("25万人次", "=", "cumulative")]),
    ("用水量分别下降4%和6%。", [("4%", "=", "decline"), ("6%", "=", "decline")]),
    ("覆盖率分别达到70%和50%以上。", [("70%", ">=", "level"), ("50%", ">=", "level")]),
    ("累计引进内资350亿元,外资8000万美元。", [("350亿元", "=", "cumulative"), ("8000万美元", "=", "cumulative")]),
    ("累计投入资金94.59亿元,占可支配财力的76%以上,344项实事全部兑现。",
     [("94.59亿元", "=", "cumulative"), ("76%", ">=", "level"), ("344项", "=", "cumulative")]),
    ("排放总量分别控制在1.2万吨、2.3万吨、3.4万吨以内。",
     [("1.2万吨", "<=", "level"), ("2.3万吨", "<=", "level"), ("3.4万吨", "<=", "level")]),
    ("收入年均分别增长7.5%、9.1%。", [("7.5%", "=", "annual_growth"), ("9.1%", "=", "annual_growth")]),
    ("产值由2020年的210亿元增加到2025年的330亿元。", [("210亿元", "=", "level"), ("330亿元", "=", "level")]),
    ("压减粗钢产能500万吨,淘汰落后产能120万吨。", [("500万吨", "=", "decline"), ("120万吨", "=", "cumulative")]),
    ("减排任务:化学需氧量削减:2.5万吨;氨氮削减:0.3万吨。", [("2.5万吨", "=", "decline"), ("0.3万吨", "=", "decline")]),
    ("基础养老金提高到每人每月110元。", [("110元", "=", "level")]),
    ("减少排放30万吨、新增造林5万亩。", [("30万吨", "=", "decline"), ("5万亩", "=", "cumulative")]),
    ("养老床位达到5万张,家庭适老化改造1万户。", [("5万张", "=", "level"), ("1万户", "=", "cumulative")]),
    ("总产值平均每年增长7%,其中工业增长9%,农业增长3%。",
     [("7%", "=", "annual_growth"), ("9%", "=", "annual_growth"), ("3%", "=", "annual_growth")]),
    ("总产值年均增长8%,其中2022年增长6%。", [("8%", "=", "annual_growth"), ("6%", "=", "growth")]),
    ("新修公路300公里,发电量达到50亿度。", [("300公里", "=", "cumulative"), ("50亿度", "=", "level")]),
    ("改造危桥23座/1200延米。", [("23座", "=", "cumulative"), ("1200延米", "=", "cumulative")]),
    ("三次产业比例调整为8.5:41.2:50.3。", [("8.5", "=", "level"), ("41.2", "=", "level"), ("50.3", "=", "level")]),
])
def test_sequences(text: str, found: list[tuple[str, str, str]]) -> None:
    assert rows(AHEAD + text) == found


@pytest.mark.parametrize("text, value, unit", [
    ("累计开发就业岗位67507,新增就业5万人。", 67507, "个"),
    ("农田灌溉水有效利用系数达到0.6。", 0.6, None),
    ("基尼系数控制在0.45以下。", 0.45, None),
    ("公园数量达到千座以上。", 1000, "座"),
    ("成功举办三届国际博览会。", 3, "届"),
    ("居住人口突破30万。", 30, "万"),
    ("新增发电装机容量二万五千千瓦。", 25000, "千瓦"),
    ("形成年产水泥60万吨的生产能力。", 60, "万吨"),
    ("城乡居民收入比缩小到2.41:1。", 2.41, None),
    ("互联网出口带宽达到20太比特/秒。", 20, "太比特/秒"),
])
def test_values_and_units(text: str, value: float, unit: str | None) -> None:
    first = min(parse(AHEAD + text).targets, key=lambda q: q.span)
    assert (first.value, first.unit) == (value, unit)


def test_a_baseline_is_reached_and_its_result_promised() -> None:
    plan = parse(AHEAD + "农田灌溉水有效利用系数从0.55提高到0.6。")
    assert [(q.value, q.year) for q in plan.achievements] == [(0.55, 2020)]
    assert [(q.value, q.year) for q in plan.targets] == [(0.6, 2025)]
    plan = parse(PAST + "财政收入由168亿元增加到245亿元。")
    assert [(q.value, q.year) for q in plan.achievements] == [(168, 2015), (245, 2020)]


def test_the_sample(sample: Path) -> None:
    plan = parse(sample)
    assert (len(plan.targets), len(plan.achievements)) == (75, 84)
    assert all(q.normalized is not None for q in (*plan.targets, *plan.achievements))


PIECES = st.lists(st.sampled_from([
    "到2025年,", "“十三五”期间,", "达到", "累计", "增长", "由", "提高到", "1,234", "5.6", "三百五十万", "百分之", "亿元", "个",
    "%", "以上", "左右", "、", "和", ",", "。", ";", "\n", "(", "《", "“", "”", "》", "每", "第", "至", ":", "翻", "番", "占",
]), max_size=40)


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_any_sequence_of_words_has_rows_in_order_that_do_not_overlap(pieces: list[str]) -> None:
    text = AHEAD + "".join(pieces)
    plan = parse(text)
    found = sorted([*plan.targets, *plan.achievements], key=lambda q: q.span)
    for first, second in pairwise(found):
        assert first.span[1] <= second.span[0]
    for row in found:
        assert row.text == text[slice(*row.span)]


@pytest.mark.parametrize("text, units", [
    ("城镇化率和入学率分别提高3个和4个百分点。", ["个百分点", "个百分点"]),
    ("分别建设3个和4个公园。", ["个", "个"]),
    ("新增抽水蓄能240万千瓦、新建公园3个。", ["万千瓦", "个"]),
])
def test_units_of_lists(text: str, units: list[str]) -> None:
    plan = parse(AHEAD + text)
    assert [q.unit for q in plan.targets] == units
