"""Known indicators: which phrase means which key, and which means none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_extract.quantities.catalogue import canonical_indicator
from plan_extract.rules import load_rules, read_rules
from plan_extract.rules.entries.indicators import Indicator


@pytest.mark.parametrize(("name", "unit", "measure", "key"), [
    ("地区生产总值", "亿元", "level", "gdp"),
    ("GDP", "万亿元", "level", "gdp"),
    ("全市地区生产总值", "亿元", "level", "gdp"),
    ("东湖区地区生产总值", "亿元", "level", "gdp"),
    ("地区生产总值", "%", "annual_growth", "gdp"),
    ("地区生产总值年均增长率", "%", "annual_growth", "gdp"),
    ("地区生产总值", None, "level", "gdp"),
    ("人均地区生产总值", "万元", "level", "gdp_per_capita"),
    ("一般公共预算收入", "亿元", "level", "fiscal_revenue_local"),
    ("国家高新技术企业", "户", "level", "high_tech_enterprises"),
    ("高新技术企业数量", "家", "level", "high_tech_enterprises"),
    ("服务业占地区生产总值的比重", "%", "level", "services_share"),
    ("全社会研发经费支出占地区生产总值的比重", "%", "level", "rd_intensity"),
    ("全社会研究与试验发展（R＆D）经费支出占生产总值的比重", "%", "level", "rd_intensity"),
    ("常住人口城镇化率", "%", "level", "urbanisation"),
    ("城镇化率", "个百分点", "growth", "urbanisation"),
    ("细颗粒物（PM2.5）浓度", "%", "decline", "pm25"),
    ("单位地区生产总值能源消耗降低", "%", "decline", "energy_intensity"),
    ("粮食综合生产能力", "亿斤", "level", "grain_capacity"),
    ("劳动年龄人口平均受教育年限", "年", "level", "schooling_years"),
    ("每千人口执业（助理）医师数", "人", "level", "doctors_per_1000"),
    ("孕产妇死亡率", "/10万", "level", "maternal_mortality"),
    ("城镇居民人均可支配收入", "元", "level", "income_urban"),
    ("农田灌溉水有效利用系数", None, "level", "irrigation_efficiency"),
    ("市场主体", "万户", "level", "market_entities"),
    ("战略性新兴产业增加值占全市生产总值比例", "%", "level", "strategic_industries_share"),
    ("每千名居民拥有执业(助理)医师数", "人", "level", "doctors_per_1000"),
    ("国民生产总值", "亿元", "level", "gnp"),
    # In a unit of another kind it is something else.
    ("地区生产总值", "%", "level", None),
    ("市场主体", "亿元", "level", None),
    ("森林覆盖率", "万亩", "level", None),
    # Names that only hold a known one, or are like it.
    ("地区生产总值占全省比重", "%", "level", None),
    ("城市社区", "个", "level", None),
    ("规模", "亿元", "level", None),
    ("数", "个", "level", None),
    ("", None, "level", None),
])
def test_looks_up(name: str, unit: str | None, measure: str, key: str | None) -> None:
    assert canonical_indicator(name, unit, measure, load_rules().indicators) == key


def test_there_are_enough_of_them_and_each_is_told_in_full() -> None:
    entries = {k: v for k, v in read_rules()["indicators"].items() if isinstance(v, Indicator)}
    assert len(entries) >= 180
    assert all(entry.direction in ("up", "down", "neutral") and entry.domain for entry in entries.values())
    assert sum(entry.unit is None for entry in entries.values()) < 5


def test_no_name_means_two_things() -> None:
    assert {name: meanings for name, meanings in load_rules().indicators.known.items() if len(meanings) > 1} == {}


def test_every_name_finds_its_own_key() -> None:
    rules = load_rules().indicators
    for key, entry in read_rules()["indicators"].items():
        if isinstance(entry, Indicator):
            for name in (entry.name, *entry.words):
                assert canonical_indicator(name, entry.unit, "level", rules) == key, name


@given(st.text(), st.one_of(st.none(), st.text(max_size=5)), st.sampled_from(["level", "growth", "decline"]))
@settings(deadline=None)
def test_never_raises(name: str, unit: str | None, measure: str) -> None:
    canonical_indicator(name, unit, measure, load_rules().indicators)
