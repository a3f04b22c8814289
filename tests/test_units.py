"""Units: what each is in base units, with magnitude and denominator."""

from __future__ import annotations

import pytest

from plan_extract.quantities.units import normalize, read_unit
from plan_extract.rules import load_rules

RULES = load_rules().quantities


@pytest.mark.parametrize("value, unit, base, printed", [
    (600, "亿元", 6e10, "CNY"), (8000, "万美元", 8e7, "USD"), (38, "%", 0.38, "1"), (4.2, "‰", 0.0042, "1"),
    (2, "个百分点", 0.02, "1"), (2, "倍", 2, "1"), (1.2, "万户", 12000, "1"), (30, "万", 300000, "1"),
    (17.3, "公里", 17300, "m"), (7.74, "平方公里", 7.74e6, "m²"), (2050, "公顷", 2.05e7, "m²"), (3, "亩", 2000, "m²"),
    (1000, "吨/日", 1000_000 / 86400, "kg/s"), (16.5, "/10万", 0.000165, "1"), (28, "万元/人", 280000, "CNY"),
    (32, "微克/立方米", 3.2e-8, "kg/m³"), (600, "万千瓦", 6e9, "W"), (10, "亿千瓦时", 3.6e15, "J"),
    (2.2, "吨标准煤", 2.2 * 29307600000, "J"), (79, "岁", 79, "year"), (10.8, "年", 10.8, "year"),
    (2, "小时", 7200, "s"), (500, "千伏", 500000, "V"), (100, "Mbps", 1e8, "bit/s"), (5, "EFLOPS", 5e18, "FLOPS"),
    (45, "辆/千人", 0.045, "1"), (0.01, "人/亿元", 1e-10, "1/CNY"), (120, "万标箱", 1.2e6, "1"), (55, "分贝", 55, "dB"),
    (1000, "亿斤", 5e10, "kg"), (25, "万人次", 250000, "1"), (3, "千公顷", 3e7, "m²"),
])
def test_a_value_in_base_units(value: float, unit: str, base: float, printed: str) -> None:
    normal = normalize(value, None, read_unit(unit, RULES))
    assert normal is not None
    assert normal[0] == pytest.approx(base, rel=1e-6)
    assert normal[1:] == (None, printed)


@pytest.mark.parametrize("unit", ["", "方圆", "亿方圆", "吨/方圆"])
def test_what_is_no_unit_has_no_meaning(unit: str) -> None:
    assert unit == "" or read_unit(unit, RULES) is None
    assert normalize(1, None, None) is None


def test_every_unit_word_reads_alone_and_with_a_magnitude() -> None:
    for word, sense in RULES.units.items():
        read = read_unit(word, RULES)
        assert read is not None
        assert (read.base, read.factor) == (sense.base, sense.factor), word
        scaled = read_unit("亿" + word, RULES)
        assert scaled is not None
        assert scaled.factor == pytest.approx(sense.factor * 1e8), word
