"""The files that pages are made of, and the policy that lets nothing else run in them."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from string import Template

__all__ = ["asset", "fill", "policy", "scripts", "styles"]


@cache
def asset(name: str) -> str:
    """A file of this package, as it stands in a page."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def styles(*names: str) -> str:
    """The style sheets of these names, one after the other."""
    return "".join(asset(f"style/{name}.css") for name in names)


def scripts(*names: str) -> str:
    """The scripts of these names as one function, so that they share their names with nobody else."""
    return "".join(['"use strict";\n(() => {\n', *(asset(f"script/{name}.js") for name in names), "})();\n"])


def policy(*, styles: tuple[str, ...], scripts: tuple[str, ...] = ()) -> str:
    """A content security policy under which only these style sheets and scripts are obeyed, and nothing is fetched."""
    rules = ["default-src 'none'", f"style-src {_hashes(styles)}", f"script-src {_hashes(scripts)}"]
    # The scripts never make HTML of text, and where the browser knows how, it holds them to it.
    rules += ["img-src data:", "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'"]
    return "; ".join(rules)


def _hashes(texts: tuple[str, ...]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"


def fill(name: str, **values: str) -> str:
    """A template with its places filled; `values` are HTML."""
    return Template(asset(name)).substitute(values)
