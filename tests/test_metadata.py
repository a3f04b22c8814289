"""What a plan says of itself: case tables per field."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_extract.layout import lay_out
from plan_extract.metadata import Metadata, read_metadata
from plan_extract.outline import build_outline
from plan_extract.rules import load_rules
from plan_extract.source import Source

RULES = load_rules()
BODY = "\n一、发展基础\n过去五年，我们团结奋斗，取得了显著成绩，为今后发展打下坚实基础。\n"


def read(text: str) -> Metadata:
    flow = lay_out(Source("case", "txt", "utf-8", "", text), RULES)
    return read_metadata(flow, build_outline(flow, RULES), RULES)


@pytest.mark.parametrize(("head", "title"), [
    ("东湖区国民经济和社会发展第十四个五年规划和2035年远景目标纲要", None),
    ("东湖区国民经济和社会发展第十四个五年规划\n和二〇三五年远景目标纲要",
     "东湖区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要"),
    ("东湖区生态修复规划\n（2021年-2035年）\n（草案）", "东湖区生态修复规划（2021年-2035年）"),
    ("东湖区科技创新“十三五”规划（征求意见稿）", "东湖区科技创新“十三五”规划"),
    ("东湖区人民政府关于印发《东湖区养老服务“十四五”规划》的通知\n各有关单位：\n现将规划印发给你们。",
     "东湖区养老服务“十四五”规划"),
    ("中共东海省委关于制定国民经济和社会发展第十五个五年规划的建议", None),
    ("为推动全区发展，特编制《东湖区现代服务业发展规划》，作为今后五年的行动指南。", "东湖区现代服务业发展规划"),
    ("为推动全区发展，特制定本规划。", ""),
])
def test_title(head: str, title: str | None) -> None:
    assert (read(head + BODY).title or "") == (head if title is None else title)


@pytest.mark.parametrize(("title", "region", "level"), [
    ("内蒙古自治区国民经济和社会发展第十四个五年规划纲要", "内蒙古自治区", "province"),
    ("重庆市国民经济和社会发展第十三个五年规划纲要", "重庆市", "province"),
    ("重庆市东湖县国民经济和社会发展第十三个五年规划纲要", "重庆市东湖县", "county"),
    ("东海省“十二五”旅游业发展规划", "东海省", "province"),
    ("海南省“十二五”旅游业发展规划", "海南省", "province"),
    ("滨江市国民经济和社会发展第十四个五年规划纲要", "滨江市", "city"),
    ("滨江市东湖区国民经济和社会发展第十四个五年规划纲要", "滨江市东湖区", "county"),
    ("义乌市国民经济和社会发展第十四个五年规划纲要", "义乌市", "county"),
    ("凉山彝族自治州国民经济和社会发展第十四个五年规划纲要", "凉山彝族自治州", "city"),
    ("兴安盟国民经济和社会发展第十四个五年规划纲要", "兴安盟", "city"),
    ("扎赉特旗国民经济和社会发展第十四个五年规划纲要", "扎赉特旗", "county"),
    ("长阳土家族自治县国民经济和社会发展第十四个五年规划纲要", "长阳土家族自治县", "county"),
    ("东湖新区国民经济和社会发展第十四个五年规划纲要", "东湖新区", "county"),
    ("广西“十四五”数字经济发展规划", "广西", "province"),
    ("中共广东省委关于制定国民经济和社会发展第十四个五年规划的建议", "广东省", "province"),
    ("中华人民共和国国民经济和社会发展第十个五年计划纲要", "中华人民共和国", "national"),
    ("国家粮食安全“十二五”规划", None, "national"),
    ("全国农业现代化规划（2016-2020年）", None, "national"),
    ("长江中游城市群发展规划", None, None),
    ("革命老区振兴发展规划", None, None),
])
def test_region(title: str, region: str | None, level: str | None) -> None:
    found = read(title + BODY)
    assert (found.region, found.region_level) == (region, level)


def test_a_plan_that_speaks_of_the_country_is_national() -> None:
    preamble = "我国新材料产业快速发展，党中央、国务院高度重视，我国已成为生产大国。"
    assert read("新材料发展规划\n" + preamble + BODY).region_level == "national"


def test_the_region_takes_the_places_over_it_from_the_issuer() -> None:
    notice = "滨江市东湖区人民政府关于印发《东湖区“十四五”规划》的通知\n各单位：\n现印发给你们。\n"
    assert read(notice + "东湖区“十四五”规划" + BODY).region == "滨江市东湖区"


def test_the_region_of_a_title_without_one_is_the_issuers() -> None:
    found = read("滨江市人民政府关于印发《“十四五”就业规划》的通知\n各单位：\n现印发给你们。\n“十四五”就业规划" + BODY)
    assert (found.title, found.region, found.region_level) == ("“十四五”就业规划", "滨江市", "city")


FIRST = [1953, 1958, *range(1966, 2031, 5)]


@pytest.mark.parametrize(("n", "start"), list(zip("一二三四五六七八九十", FIRST, strict=False)))
def test_period_of_the_nth_plan(n: str, start: int) -> None:
    period = read(f"国民经济和社会发展第{n}个五年计划" + BODY).period
    assert period is not None
    assert (period.start, period.end) == (start, start + 4)


@pytest.mark.parametrize(("title", "years"), [
    ("东湖区“八五”计划", (1991, 1995)),
    ("东湖区“十五”计划", (2001, 2005)),
    ("东湖区十一五规划", (2006, 2010)),
    ("东湖区“十五五”规划", (2026, 2030)),
    ("东湖区国民经济和社会发展第十二个五年规划纲要", (2011, 2015)),
    ("东湖区防灾减灾规划（2016—2020年）", (2016, 2020)),
    ("东湖区总体规划（2021年-2035年）", (2021, 2035)),
    ("东湖区十五分钟生活圈规划", None),
    ("东湖区人才发展规划", None),
])
def test_period(title: str, years: tuple[int, int] | None) -> None:
    period = read(title + BODY).period
    assert (period and (period.start, period.end)) == years


def test_period_that_the_text_states() -> None:
    period = read("东湖区绿地系统规划" + BODY + "本次规划期限为2021年至2035年，近期到2025年。").period
    assert period is not None
    assert (period.start, period.end) == (2021, 2035)


@pytest.mark.parametrize(("title", "year"), [
    ("东湖区第十四个五年规划和2035年远景目标纲要", 2035),
    ("东湖区第十四个五年规划和二〇三五年远景目标纲要", 2035),
    ("东湖区“九五”计划和二○一○年远景目标纲要", 2010),
    ("东湖区总体规划（2021年-2035年）", None),
])
def test_vision_year(title: str, year: int | None) -> None:
    assert read(title + BODY).vision_year == year


NOTICE = "滨江市人民政府关于印发《滨江市“十四五”规划》的通知\n各县区人民政府：\n{}\n滨江市“十四五”规划" + BODY


@pytest.mark.parametrize(("lines", "issued_on", "approved_by"), [
    ("现印发给你们，请认真执行。\n2021年3月12日", "2021-03-12", None),
    ("现印发给你们。\n二○二一年三月十二日", "2021-03-12", None),
    ("现印发给你们。\n二〇二一年十二月三十一日", "2021-12-31", None),
    ("《滨江市“十四五”规划》已经市第十六届人民代表大会第五次会议审议通过，现印发。\n2021年3月12日",
     "2021-03-12", "市第十六届人民代表大会第五次会议"),
    ("规划已经市政府第八十次常务会议审议通过，现印发。\n2021年3月12日", "2021-03-12", "市政府第八十次常务会议"),
    ("经国务院同意，现印发给你们。\n2021年3月12日", "2021-03-12", "国务院"),
    ("《规划》已经云岭省人民政府同意，现印发。\n2021年3月12日", "2021-03-12", "云岭省人民政府"),
    ("经市委、市政府同意，现印发给你们。\n2021年3月12日", "2021-03-12", "市委、市政府"),
    ("现印发给你们。", None, None),
])
def test_notice(lines: str, issued_on: str | None, approved_by: str | None) -> None:
    found = read(NOTICE.format(lines))
    assert (found.issuer, found.issued_on, found.approved_by) == ("滨江市人民政府", issued_on, approved_by)


def test_approval_under_the_title() -> None:
    title = "滨江市国民经济和社会发展第十四个五年规划纲要"
    found = read(f"{title}\n（2021年2月3日滨江市第十六届人民代表大会第五次会议批准）{BODY}")
    assert found.approved_by == "滨江市第十六届人民代表大会第五次会议"
    assert found.issued_on is None


def test_nothing_is_made_up() -> None:
    assert read("") == Metadata()
    assert read("一段没有来历的文字。") == Metadata()


@given(st.text(alphabet="第十四五年规划纲要（）2021-年月日《》“”关于印发的通知市区省人民政府经会议批准 \n", max_size=400))
@settings(deadline=None, max_examples=200)
def test_any_text_can_be_asked(text: str) -> None:
    read(text)
