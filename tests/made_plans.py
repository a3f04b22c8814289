"""Plans made up for tests, of any number, and edits of them that are known.

A plan is a list of chapters; a chapter has sections, a section has paragraphs, a paragraph has sentences. It is written
as text in one of several styles. An edit changes the plan and says what a comparison has to report for it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

NUMERALS = [*"一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五", "十六"]

TOPICS = [
    "产业", "科技", "农业农村", "文化旅游", "生态环境", "基础设施", "公共服务", "对外开放", "数字经济", "城市更新", "社会治理",
    "人才队伍", "商贸物流", "现代金融", "能源保障", "医疗健康", "教育事业", "水利建设", "综合交通", "营商环境", "海洋经济", "养老服务",
]
HEADS = ["推动{}高质量发展", "提升{}发展水平", "完善{}支撑体系", "加快{}转型升级", "增强{}综合实力", "优化{}空间布局"]

OPENERS = ["坚持系统观念", "坚持问题导向", "强化统筹协调", "突出重点领域", "聚焦短板弱项", "顺应发展趋势", "立足资源禀赋", "深化改革创新"]
MIDDLES = [
    "健全长效机制", "完善政策体系", "优化资源配置", "激发内生动力", "提升服务能力", "培育新兴业态", "拓展合作空间", "加强要素保障",
    "推进深度融合", "壮大市场主体", "规范运行秩序", "改善发展环境",
]
ENDS = [
    "不断增强群众获得感", "努力塑造竞争新优势", "持续释放发展活力", "逐步形成良性循环", "切实保障和改善民生", "着力夯实发展根基",
    "全面提高治理效能", "有效防范各类风险",
]
# Indicator, unit, least and most.
LEVELS = [
    ("地区生产总值", "亿元", 300, 900), ("常住人口城镇化率", "%", 50, 80), ("森林覆盖率", "%", 20, 60),
    ("城镇登记失业率", "%", 3, 5), ("一般公共预算收入", "亿元", 20, 90), ("社会消费品零售总额", "亿元", 100, 400),
    ("农村自来水普及率", "%", 85, 98), ("粮食总产量", "万吨", 20, 90), ("高新技术企业数量", "家", 100, 400),
    ("居民人均可支配收入", "元", 30000, 60000), ("城市污水集中处理率", "%", 80, 97), ("游客接待量", "万人次", 300, 900),
    ("进出口总额", "亿元", 50, 200), ("发明专利拥有量", "件", 500, 2000), ("规模以上工业企业数量", "户", 100, 400),
    ("城镇新增就业", "万人", 2, 9), ("每千人口医疗卫生机构床位数", "张", 5, 9), ("人均预期寿命", "岁", 76, 82),
    ("公路总里程", "公里", 2000, 5000), ("农作物耕种收综合机械化率", "%", 60, 90),
]
WORKS = [
    ("新建", "幼儿园", "所"), ("改造", "老旧小区", "个"), ("建成", "充电桩", "个"), ("新增", "公共停车位", "个"), ("培育", "龙头企业", "家"),
    ("新建", "口袋公园", "个"), ("改造", "农村公路", "公里"), ("建设", "高标准农田", "万亩"), ("引进", "高层次人才", "名"),
]
PLACES = ["云溪", "临江", "青岚", "双龙", "凤栖", "龙门", "松岭", "望海", "河西", "碧湖", "清河", "长亭"]
BUILT = ["科技产业园", "文化艺术中心", "中心医院", "大桥", "湿地公园", "体育馆", "物流园区", "污水处理厂", "国际会展中心", "博物馆", "水库", "客运站"]


@dataclass
class Sentence:
    text: str
    kind: str = "plain"  # plain, target, project
    name: str = ""
    own_year: bool = False


@dataclass
class Section:
    title: str
    paragraphs: list[list[Sentence]] = field(default_factory=list)


@dataclass
class Chapter:
    title: str
    sections: list[Section] = field(default_factory=list)


@dataclass
class MadePlan:
    place: str
    chapters: list[Chapter]
    style: int
    first: int = 1  # number of the first chapter


class Expected(NamedTuple):
    """A change that has to be reported: its kind, its op, and what its name, or its words, must hold."""

    kind: str
    op: str
    name: str


class Maker:
    """Makes plans and edits out of a seed; no indicator, project or heading stands twice in a plan."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311, plans are no secrets
        self.levels = self._shuffled(LEVELS)
        self.works = self._shuffled(WORKS)
        self.projects = self._shuffled([place + built for place in PLACES for built in BUILT])
        self.titles = self._shuffled([head.format(topic) for topic in TOPICS for head in HEADS])
        self.plains = self._shuffled([f"{a},{b},{c}。" for a in OPENERS for b in MIDDLES for c in ENDS])

    def _shuffled(self, things: list) -> list:  # type: ignore[type-arg]
        things = list(things)
        self.random.shuffle(things)
        return things

    def plain(self) -> Sentence:
        return Sentence(self.plains.pop())

    def target(self) -> Sentence | None:
        if self.levels and (not self.works or self.random.random() < 0.7):
            name, unit, low, high = self.levels.pop()
            verb = self.random.choice(["达到", "达到", "力争达到"])
            value = self.random.randint(low, high)
            return Sentence(f"到2025年,{name}{verb}{value}{unit}。", "target", name, own_year=True)
        if not self.works:
            return None
        verb, name, unit = self.works.pop()
        return Sentence(f"{verb}{name}{self.random.randint(11, 99)}{unit}。", "target", name)

    def project(self) -> Sentence:
        name = self.projects.pop()
        text = self.random.choice(["加快推进{}建设。", "规划建设{}。", "启动{}建设。", "谋划建设{}项目。"]).format(name)
        return Sentence(text, "project", name)

    def paragraph(self, *, rows: bool = True) -> list[Sentence]:
        sentences = [self.plain() for _ in range(self.random.randint(1, 3))]
        if rows and self.random.random() < 0.6 and (target := self.target()):
            sentences.insert(self.random.randint(1, len(sentences)), target)
        if rows and self.random.random() < 0.35:
            sentences.insert(self.random.randint(1, len(sentences)), self.project())
        return sentences

    def section(self) -> Section:
        return Section(self.titles.pop(), [self.paragraph() for _ in range(self.random.randint(1, 4))])

    def plan(self) -> MadePlan:
        chapters = [
            Chapter(self.titles.pop(), [self.section() for _ in range(self.random.randint(2, 4))])
            for _ in range(self.random.randint(3, 6))
        ]
        return MadePlan(self.random.choice(PLACES) + "市", chapters, self.random.randrange(len(STYLES)))


# -- writing -----------------------------------------------------------------------------------------------------------


class Style(NamedTuple):
    chapter: str
    section: str
    indent: str
    full_width: bool


STYLES = [
    Style("第{}章  ", "第{}节  ", "  ", full_width=False),
    Style("第{}章 ", "第{}节 ", "　　", full_width=True),
    Style("{}、", "（{}）", "　　", full_width=True),
    Style("第{}章", "{}、", "", full_width=True),
    Style("第{}篇 ", "第{}章 ", "  ", full_width=False),
]


def written(plan: MadePlan) -> str:
    """The plan as text."""
    style = STYLES[plan.style]
    title = f"{plan.place}国民经济和社会发展第十四个五年规划和2035年远景目标纲要"
    lines = [title, ""]
    for n, chapter in enumerate(plan.chapters, plan.first - 1):
        lines += [style.chapter.format(NUMERALS[n]) + chapter.title, ""]
        for m, section in enumerate(chapter.sections):
            lines += [style.indent + style.section.format(NUMERALS[m]) + section.title, ""]
            for paragraph in section.paragraphs:
                lines += [style.indent + "".join(sentence.text for sentence in paragraph), ""]
    text = "\n".join(lines)
    return text.translate(str.maketrans(",;:", "，；：")) if style.full_width else text


# -- edits -------------------------------------------------------------------------------------------------------------

Edit = Callable[[MadePlan, Maker, set[int]], "Expected | bool | None"]
"""Changes the plan and says what has to be reported: None for nothing, False where the plan has no place for it."""


def _sentences(plan: MadePlan, kind: str, taken: set[int]) -> list[tuple[list[Sentence], int]]:
    """Sentences of a kind, in paragraphs that no other edit has touched."""
    return [
        (paragraph, n)
        for chapter in plan.chapters for section in chapter.sections for paragraph in section.paragraphs
        if id(paragraph) not in taken and id(section) not in taken and id(chapter) not in taken
        for n, sentence in enumerate(paragraph) if sentence.kind == kind
    ]


def _pick(plan: MadePlan, maker: Maker, taken: set[int], kind: str) -> tuple[list[Sentence], int] | None:
    found = _sentences(plan, kind, taken)
    if not found:
        return None
    paragraph, n = maker.random.choice(found)
    taken.add(id(paragraph))
    return paragraph, n


def _digits(text: str) -> tuple[int, int]:
    end = max(n for n, char in enumerate(text) if char.isdigit()) + 1
    start = end
    while text[start - 1].isdigit():
        start -= 1
    return start, end


def change_value(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    if not (found := _pick(plan, maker, taken, "target")):
        return False
    paragraph, n = found
    sentence = paragraph[n]
    start, end = _digits(sentence.text)
    value = int(sentence.text[start:end]) + maker.random.randint(1, 9)
    sentence.text = f"{sentence.text[:start]}{value}{sentence.text[end:]}"
    return Expected("target", "changed", sentence.name)


def change_comparator(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    if not (found := _pick(plan, maker, taken, "target")):
        return False
    sentence = found[0][found[1]]
    sentence.text = sentence.text[:-1] + maker.random.choice(["以上", "左右"]) + "。"
    return Expected("target", "changed", sentence.name)


def change_year(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    places = [
        (p, n) for p, n in _sentences(plan, "target", taken)
        if p[n].own_year and not any(s.kind == "target" for s in p[n + 1 :])
    ]
    if not places:
        return False
    paragraph, n = maker.random.choice(places)
    taken.add(id(paragraph))
    paragraph[n].text = paragraph[n].text.replace("2025", maker.random.choice(["2023", "2024"]))
    return Expected("target", "changed", paragraph[n].name)


def _add(sentence: Sentence | None, plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    found = _pick(plan, maker, taken, "plain")
    if not found or sentence is None:
        return False
    found[0].insert(found[1] + 1, sentence)
    return Expected(sentence.kind, "added", sentence.name)


def add_target(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    return _add(maker.target(), plan, maker, taken)


def add_project(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    return _add(maker.project(), plan, maker, taken)


def _remove(kind: str, plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    if not (found := _pick(plan, maker, taken, kind)):
        return False
    return Expected(kind, "removed", found[0].pop(found[1]).name)


def remove_target(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    return _remove("target", plan, maker, taken)


def remove_project(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    return _remove("project", plan, maker, taken)


def rename_project(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    if not (found := _pick(plan, maker, taken, "project")):
        return False
    sentence = found[0][found[1]]
    name = maker.projects.pop()
    sentence.text, sentence.name = sentence.text.replace(sentence.name, name), name
    return Expected("project", "renamed", name)


def change_status(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    places = [(p, n) for p, n in _sentences(plan, "project", taken) if p[n].text.startswith(("规划", "谋划"))]
    if not places:
        return False
    paragraph, n = maker.random.choice(places)
    taken.add(id(paragraph))
    paragraph[n].text = f"加快推进{paragraph[n].name}建设。"
    return Expected("project", "changed", paragraph[n].name)


def change_words(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    if not (found := _pick(plan, maker, taken, "plain")):
        return False
    sentence = found[0][found[1]]
    old = next(middle for middle in MIDDLES if middle in sentence.text)
    new = maker.random.choice(["健全工作体系", "提高保障水平", "促进协同联动", "夯实基层基础"])
    sentence.text = sentence.text.replace(old, new)
    return Expected("text", "changed", new[:2])


def add_sentence(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    if not (found := _pick(plan, maker, taken, "plain")):
        return False
    sentence = maker.plain()
    found[0].insert(found[1], sentence)
    return Expected("text", "changed", sentence.text[:4])


def add_paragraph(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    section = maker.random.choice(maker.random.choice(plan.chapters).sections)
    if id(section) in taken:
        return False
    paragraph = maker.paragraph(rows=False)
    taken.add(id(paragraph))
    section.paragraphs.insert(maker.random.randint(0, len(section.paragraphs)), paragraph)
    return Expected("text", "added", paragraph[0].text[:4])


def remove_paragraph(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    places = [
        (section, n) for chapter in plan.chapters for section in chapter.sections
        for n, paragraph in enumerate(section.paragraphs)
        if len(section.paragraphs) > 1 and id(paragraph) not in taken and id(section) not in taken
        and id(chapter) not in taken and all(sentence.kind == "plain" for sentence in paragraph)
    ]
    if not places:
        return False
    section, n = maker.random.choice(places)
    taken.add(id(section))
    return Expected("text", "removed", section.paragraphs.pop(n)[0].text[:4])


def _a_section(plan: MadePlan, maker: Maker, taken: set[int]) -> tuple[Chapter, Section] | None:
    """A section that no other edit has touched, in a chapter that keeps another one."""
    places = [
        (chapter, section) for chapter in plan.chapters for section in chapter.sections
        if id(chapter) not in taken and id(section) not in taken and len(chapter.sections) > 1
        and not any(id(paragraph) in taken for paragraph in section.paragraphs)
    ]
    if not places:
        return None
    chapter, section = maker.random.choice(places)
    taken.add(id(section))
    return chapter, section


def rename_section(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    if not (found := _a_section(plan, maker, taken)):
        return False
    found[1].title = maker.titles.pop()
    return Expected("section", "renamed", found[1].title)


def rename_chapter(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    chapter = maker.random.choice(plan.chapters)
    if id(chapter) in taken:
        return False
    taken.add(id(chapter))
    chapter.title = maker.titles.pop()
    return Expected("section", "renamed", chapter.title)


def move_section(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    if len(plan.chapters) < 2 or not (found := _a_section(plan, maker, taken)):
        return False
    chapter, section = found
    chapter.sections.remove(section)
    other = maker.random.choice([c for c in plan.chapters if c is not chapter])
    taken |= {id(chapter), id(other)}
    other.sections.insert(maker.random.randint(0, len(other.sections)), section)
    return Expected("section", "moved", section.title)


def move_chapter(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    if len(plan.chapters) < 3:
        return False
    # Of two neighbours that change places either can be the one that moved.
    chapter = maker.random.choice(plan.chapters[:-2])
    if id(chapter) in taken:
        return False
    taken.add(id(chapter))
    plan.chapters.remove(chapter)
    plan.chapters.append(chapter)
    return Expected("section", "moved", chapter.title)


def add_section(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    chapter = maker.random.choice(plan.chapters)
    section = maker.section()
    taken |= {id(section), id(chapter)}
    chapter.sections.insert(maker.random.randint(0, len(chapter.sections)), section)
    return Expected("section", "added", section.title)


def remove_section(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    if not (found := _a_section(plan, maker, taken)):
        return False
    taken.add(id(found[0]))
    found[0].sections.remove(found[1])
    return Expected("section", "removed", found[1].title)


def remove_chapter(plan: MadePlan, maker: Maker, taken: set[int]) -> Expected | bool:
    places = [
        c for c in plan.chapters if id(c) not in taken and not any(
            id(s) in taken or any(id(p) in taken for p in s.paragraphs) for s in c.sections)
    ]
    if not places or len(plan.chapters) < 3:
        return False
    chapter = maker.random.choice(places)
    plan.chapters.remove(chapter)
    return Expected("section", "removed", chapter.title)


def renumber(plan: MadePlan, maker: Maker, taken: set[int]) -> None:
    """Other numbers and another style of numbering."""
    del taken  # nothing else is in its way
    plan.style = maker.random.choice([n for n in range(len(STYLES)) if n != plan.style])


EDITS: list[Edit] = [
    change_value, change_value, change_comparator, change_year, add_target, add_project, remove_target, remove_project,
    rename_project, change_status, change_words, add_sentence, add_paragraph, remove_paragraph, rename_section,
    rename_chapter, move_section, move_chapter, add_section, remove_section, remove_chapter, renumber,
]


class Scenario(NamedTuple):
    """Two texts, what was done to the first, and what has to be reported."""

    old: str
    new: str
    done: list[str]
    expected: list[Expected]


def scenario(seed: int) -> Scenario:
    """The scenario of a seed: a made-up plan with one to four edits."""
    maker = Maker(seed)
    old = maker.plan()
    new = copy.deepcopy(old)
    taken: set[int] = set()
    done: list[str] = []
    expected: list[Expected] = []
    moved = False
    for edit in maker.random.sample(EDITS, maker.random.randint(1, 4)):
        # Two moves at once can be told in more than one way.
        if edit in (move_section, move_chapter) and moved:
            continue
        said = edit(new, maker, taken)
        if said is False:
            continue
        moved |= edit in (move_section, move_chapter)
        done.append(edit.__name__)
        if isinstance(said, Expected):
            expected.append(said)
    return Scenario(written(old), written(new), done, expected)
