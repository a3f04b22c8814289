"""What is kept in the user's cache folder comes back as it was made, and nothing but the user's own folder is trusted."""

from __future__ import annotations

import pickle
import re
import stat
import sys
from pathlib import Path

import platformdirs
import pytest
import regex

from plan_extract import cache, patterns

SOURCES = [
    "", "一", "(?:东湖|西湖)广场", r"(?P<year>\d{4})年(?P<end>底|末)?", r"(?<=建设)[\u4e00-\u9fff]{1,8}+(?=工程)", r"(a)(b)?\2",
    r"(?i)[A-Z]+(?-i:x)", r"(?:省|市|县)++$",
]
TEXTS = ["", "建设东湖广场工程", "到2025年底", "abb", "aBx", "市县", "西湖广场"]


def found(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], tuple[str | None, ...], dict[str, str]]]:
    return [(m.span(), m.groups(), m.groupdict()) for m in pattern.finditer(text)]


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLAN_EXTRACT_CACHE", str(tmp_path / "cache"))
    cache.folder.cache_clear()
    yield tmp_path / "cache"  # type: ignore[misc]
    cache.folder.cache_clear()


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.MULTILINE])
def test_a_pattern_comes_back_as_it_was(source: str, flags: int) -> None:
    pattern = re.compile(source, flags)
    kept = pickle.loads(cache.kept({"it": pattern}))["it"]  # noqa: S301
    assert kept == pattern
    assert (kept.pattern, kept.flags, kept.groups, kept.groupindex) == (
        pattern.pattern, pattern.flags, pattern.groups, pattern.groupindex)
    assert [found(kept, text) for text in TEXTS] == [found(pattern, text) for text in TEXTS]


def test_where_python_compiles_otherwise_patterns_are_kept_as_their_source(monkeypatch: pytest.MonkeyPatch) -> None:
    def elsewhere(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(cache, "import_module", elsewhere)
    pattern = re.compile("东湖")
    assert pickle.loads(cache.kept(pattern)) == pattern  # noqa: S301


def test_what_was_made_is_not_made_again(own_folder: Path) -> None:
    made = []

    def make() -> str:
        made.append(1)
        return "东湖"

    assert [cache.remember("name", "key", make) for _ in range(3)] == ["东湖"] * 3
    assert made == [1]
    assert cache.remember("name", "another", make) == "东湖"
    assert made == [1, 1]
    for path in own_folder.iterdir():
        path.write_bytes(b"damaged")
    assert cache.remember("name", "key", make) == "东湖"
    assert made == [1, 1, 1]


def test_a_folder_that_others_may_write_is_not_trusted(own_folder: Path) -> None:
    own_folder.mkdir()
    own_folder.chmod(stat.S_IRWXU | stat.S_IWOTH)
    assert cache.folder() is None


def test_a_compiled_pattern_is_that_of_regex() -> None:
    pattern, plain = patterns.compiled(r"(?P<y>\d{4})年", re.IGNORECASE), regex.compile(r"(?P<y>\d{4})年", regex.IGNORECASE)
    assert (pattern.pattern, pattern.groupindex) == (plain.pattern, plain.groupindex)
    assert pattern.findall("2025年") == ["2025"]
    assert patterns.compiled(r"(?P<y>\d{4})年", re.IGNORECASE) is pattern


def test_compiled_patterns_are_kept_whole_or_not_at_all(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for known in (patterns._file, patterns._kept):  # noqa: SLF001
        known.cache_clear()
    monkeypatch.setattr(patterns, "_made", {})
    first = patterns.compiled("东湖广场")
    patterns._keep()  # noqa: SLF001
    for known in (patterns._file, patterns._kept):  # noqa: SLF001
        known.cache_clear()
    monkeypatch.setattr(patterns, "_made", {})
    assert patterns.compiled("东湖广场").pattern == first.pattern
    assert patterns._made == {}  # noqa: SLF001
    [path] = own_folder.iterdir()
    path.write_bytes(b"damaged")
    patterns._kept.cache_clear()  # noqa: SLF001
    assert patterns.compiled("东湖广场").pattern == first.pattern
    for known in (patterns._file, patterns._kept):  # noqa: SLF001
        known.cache_clear()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked itself")
@pytest.mark.parametrize("given", ["", " ", "/home/东湖", None])
def test_the_folder_is_the_one_that_platformdirs_says(given: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if given is None:
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", given)
    assert cache._usual_folder() == platformdirs.user_cache_path("plan-extract", appauthor=False)  # noqa: SLF001
