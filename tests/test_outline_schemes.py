"""Plans made up in every scheme of numbering give back the headings they were made of."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from test_outline import outline_of, written

CHINESE = [*"一二三四五六七八九", "十", "十一", "十二"]
LADDER = {
    "part": ("第{c}篇", "第{c}篇 {t}", "第{c}部分　{t}"),
    "chapter": ("第{c}章", "第{c}章 {t}", "第{c}章{t}"),
    "section": ("第{c}节", "第{c}节　{t}", "第{c}节{t}"),
    "chinese": ("{c}", "{c}、{t}"),
    "parenthesised": ("（{c}）", "（{c}）{t}"),
    "number": ("{n}", "{n}.{t}", "{n}、{t}", "{n}．{t}"),
    "number-parenthesised": ("（{n}）", "（{n}）{t}"),
    "circled": ("{o}", "{o}{t}"),
}
STYLES = list(LADDER)
WORDS = ["加强组织领导", "优化空间布局", "发展现代农业", "改善人居环境", "深化改革开放", "建设数字政府", "培育市场主体"]
BODY = "坚持统筹推进，加大投入力度，完善体制机制，确保各项任务落到实处。"


@st.composite
def plans(draw: st.DrawFn) -> tuple[str, list[str]]:
    first = draw(st.integers(0, 3))
    deep = draw(st.integers(2, 4))
    styles = STYLES[first : first + deep]
    form = {style: draw(st.sampled_from(LADDER[style][1:])) for style in styles}
    run_in = draw(st.booleans())
    bullets = draw(st.booleans())
    boxes = draw(st.booleans())
    lines, expected, box = ["编制实施本规划，意义十分重大，现将有关事项说明如下。"], [], [0]

    def kind(level: int) -> str:
        style = styles[level]
        if style in {"part", "chapter", "section"}:
            return style
        above = [s for s in styles[:level] if s != "part"]
        if "chapter" not in styles and not above and style == "chinese":
            return "chapter"
        own = "chapter" not in styles and above == ["chinese"]
        return "section" if own and style == "parenthesised" else "item"

    def add(level: int, number: int) -> None:
        style = styles[level]
        title = draw(st.sampled_from(WORDS))
        shown = {"c": CHINESE[number - 1], "n": number, "o": chr(0x245F + number), "t": title}
        last = level == len(styles) - 1
        heading = form[style].format(**shown)
        label = form[style].replace("{t}", "").rstrip("、.． 　").format(**shown)
        expected.append(f"{'  ' * level}{kind(level)} {label} {title}")
        if last and run_in and style not in {"part", "chapter", "section"}:
            lines.append(f"{heading}。{BODY}")
        else:
            lines.extend((heading, BODY))
        if last:
            return
        if bullets and level == len(styles) - 2 and draw(st.booleans()):
            lines.append(f"——{title}。{BODY}")
            expected.append(f"{'  ' * (level + 1)}bullet —— {title}")
        for child in range(1, draw(st.integers(2, 4)) + 1):
            add(level + 1, child)
        if boxes and run_in and style == "section" and level == len(styles) - 2:
            box[0] += 1
            lines.append(f"专栏{box[0]} {title}")
            expected.append(f"{'  ' * (level + 1)}box 专栏{box[0]} {title}")
            lines.append(BODY)

    for number in range(1, draw(st.integers(2, 4)) + 1):
        add(0, number)
    return "\n".join(lines), expected


@given(plans())
@settings(deadline=None, max_examples=150)
def test_schemes(plan: tuple[str, list[str]]) -> None:
    text, expected = plan
    assert written(outline_of(text).roots) == expected
