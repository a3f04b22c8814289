"""The checks: what each finds and leaves, on its own examples, in lines of plans, and in the sample."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable

import pytest
from sarif_pydantic import Sarif

from conftest import CORPUS, ROOT, SAMPLE, Ran
from plan_extract import check
from plan_extract.checks import CHECKS, Report, UnknownCodeError, chosen
from plan_extract.checks.rule import Check
from plan_extract.schema import json_schema

each = pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.code)


def codes(text: str) -> list[str]:
    return [finding.code for finding in check(text).findings]


@each
def test_a_check_finds_its_example(rule: Check) -> None:
    assert set(codes(rule.finds())) == {rule.code}


@each
def test_a_check_leaves_its_other_example(rule: Check) -> None:
    assert rule.leaves()
    assert codes(rule.leaves()) == []


@each
def test_a_check_says_what_it_is_about(rule: Check) -> None:
    assert rule.about().split("\n")[0].endswith(".")


def test_codes_and_names_are_single() -> None:
    assert len({rule.code for rule in CHECKS}) == len({rule.name for rule in CHECKS}) == len(CHECKS)


def test_the_documentation_is_what_the_checks_say() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "generators" / "generate_checks.py"))["reference"]()
    assert (ROOT / "docs" / "check.md").read_text(encoding="utf-8") == made, "run python docs/generators/generate_checks.py"


HEAD = "云溪市国民经济和社会发展第十四个五年规划和2035年远景目标纲要\n第一章 发展目标\n"

LINES: list[tuple[str, list[str]]] = [
    # quotation marks and brackets
    ("深入开展“四史”学习教育。", []),
    ("深入开展“四史“学习教育,建设书香社会。", ["C401"]),
    ("深入开展”四史”学习教育,建设书香社会。", ["C401"]),
    ("深入开展“四史学习教育,建设书香社会。", ["C401"]),
    ("深入开展四史”学习教育,建设书香社会。", ["C401"]),
    ("落实《云溪市条例,完善制度。", ["C402"]),
    ("完善路网(含支路),1)推进改造;2)加强养护。", []),
    ("完善路网(含支路】,推进改造。", ["C402"]),
    ("“坚持改革”,“扩大开放”,“促进创新”。", []),
    # words and clauses that stand twice
    ("建设政务服务平台平台。", ["C403"]),
    ("推进和和谐社会建设。", []),
    ("推进经济和和社会发展。", ["C403"]),
    ("人人参与,天天坚持,家家户户受益,层层落实责任,常常回头看,稳稳推进,一个一个解决问题。", []),
    ("一步一步推进,一件一件落实,一年一年提升,代代相传,处处用心。", []),
    ("达到国际先进水平国际先进水平。", ["C403"]),
    ("发展现代农业,发展现代农业,推进乡村振兴。", ["C404"]),
    ("发展养老、教育、教育、医疗事业。", ["C404"]),
    ("发展,发展,再发展,推动云溪走在前列。", []),
    # figures
    ("到2025年,生活垃圾无害化处理率达到120%。", ["C303"]),
    ("到2025年,森林覆盖率达到100%,地区生产总值年均增长6%。", []),
    ("到2025年,进出口总额比2020年增长150%。", []),
    ("到2025年,九年义务教育巩固率达到101%。", ["C303"]),
    ("到2025年,高等教育毛入学率达到105%。", []),
    ("到2025年,地区生产总值达到XX亿元。", ["C306"]),
    ("到2025年,城镇化率达到6..5%。", ["C306"]),
    ("到2025年,粮食产量达到1,234.5万吨。", []),
    ("按照5.2.1节的要求推进。", []),
    # references
    ("重点项目详见附表。", ["C201"]),
    ("重点项目详见附件3。\n附件1\n项目表\n附件2\n分工表", ["C201"]),
    ("重点项目详见附件2。\n附件1\n项目表\n附件2\n分工表", []),
    ("推进一批项目(专栏3)。", ["C202"]),
    ("依照民法典第三章的规定,根据《条例》第九章执行。", []),
    ("具体措施见第八章。", ["C203"]),
]


@pytest.mark.parametrize("line, expected", LINES, ids=[line[:24] for line, _ in LINES])
def test_lines(line: str, expected: list[str]) -> None:
    assert codes(HEAD + line) == expected


def test_the_sample_has_these_faults_and_no_others() -> None:
    found = [(finding.code, finding.text) for finding in check(SAMPLE).findings]
    assert found == [
        ("C401", "““"),
        ("C201", "详见附件"),
        ("C404", "聚焦打造高质量发展新标杆,聚焦打造高质量发展新标杆"),
        ("C403", "平台平台"),
    ]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*.txt")) or [SAMPLE], ids=lambda path: path.name)
def test_places_are_places_of_the_source(path) -> None:
    report = check(path)
    text = path.read_bytes().decode("utf-8-sig")
    lines = text.splitlines()
    for finding in report.findings:
        assert text[slice(*finding.span)] == finding.text
        assert finding.text
        assert finding.line <= len(text)
    assert len(lines) or not report.findings


def test_a_quotation_of_two_paragraphs_is_balanced() -> None:
    assert codes(HEAD + "会议指出:“坚持改革创新,推进高质量发展。\n坚持系统观念,统筹发展和安全。”\n加快建设。") == []


def test_selecting() -> None:
    assert [rule.code for rule in chosen(["C401"])] == ["C401"]
    assert {rule.code[:2] for rule in chosen(["c4"])} == {"C4"}
    assert [rule.name for rule in chosen(["brackets"])] == ["brackets"]
    assert "C305" not in [rule.code for rule in chosen(ignore=["C305"])]
    with pytest.raises(UnknownCodeError, match="C999"):
        chosen(["C999"])


# -- the command and its formats ---------------------------------------------------------------------------------------

BAD = HEAD + "深入开展““四史学习教育,建设政务服务平台平台。\n"


@pytest.fixture
def bad(tmp_path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a, b 100%.txt").write_text(BAD, encoding="utf-8")
    return "a, b 100%.txt"


def test_exit_codes(run: Callable[..., Ran], bad: str) -> None:
    assert run("check", "-", stdin=HEAD.encode()).code == 0
    assert run("check", bad).code == 1
    assert run("check", bad, "--exit-zero").code == 0
    assert run("check", bad, "none.txt").code == 2
    assert run("check", bad, "--select", "C999").code == 2
    assert run("check", bad, "--format", "xml").code == 2
    assert run("check", bad, "--ignore", "C401,C403").code == 0


def test_text(run: Callable[..., Ran], bad: str) -> None:
    out = run("check", bad).out
    assert f"{bad}:3:5: C401 error: " in out
    assert "~~" in out
    assert "\x1b" not in out


def test_json_keeps_to_the_model(run: Callable[..., Ran], bad: str) -> None:
    report = Report.model_validate(json.loads(run("check", bad, "-f", "json").out))
    assert [finding.code for finding in report.findings] == ["C401", "C403"]
    assert json_schema("check")["title"] == "Report"


def test_github(run: Callable[..., Ran], bad: str) -> None:
    first = run("check", bad, "-f", "github").out.splitlines()[0]
    assert first.startswith("::error file=a%2C b 100%25.txt,line=3,col=5,endLine=3,endColumn=7,title=C401 quotation-marks::")


def test_sarif_is_as_the_standard_has_it(run: Callable[..., Ran], bad: str) -> None:
    log = Sarif.model_validate_json(run("check", bad, "-f", "sarif").out)
    [ran] = log.runs
    known = {rule.id for rule in ran.tool.driver.rules or []}
    assert ran.results
    assert {result.rule_id for result in ran.results} <= known


def test_sarif(run: Callable[..., Ran], bad: str) -> None:
    document = json.loads(run("check", bad, "-f", "sarif").out)
    assert document["version"] == "2.1.0"
    (made,) = document["runs"]
    rules = made["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in CHECKS]
    for result in made["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        region = result["locations"][0]["physicalLocation"]["region"]
        assert BAD[region["charOffset"] : region["charOffset"] + region["charLength"]] == region["snippet"]["text"]
        assert min(region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) >= 1
    assert made["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%2C%20b%20100%25.txt"
