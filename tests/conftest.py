"""Places and things that the tests share."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from plan_extract import Plan, parse
from plan_extract.cli import main

HERE = Path(__file__).parent
ROOT = HERE.parent
SAMPLE = ROOT / "data" / "raw" / "nanguan-2021.txt"
CORPUS = ROOT.parent / "shared" / "eval"  # more plans, where they are at hand


class Ran(NamedTuple):
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def sample() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def sample_plan() -> Plan:
    return parse(SAMPLE)


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs the command line in this process: ``run("parse", "-", stdin=b"...")``."""

    def call(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return call
