"""The built site as the site tests look at it: its pages by address, read once."""

from __future__ import annotations

import csv
import os
from functools import cache
from typing import NoReturn

import pytest
import yaml

from tools import browser
from tools.audit.page import Page, read
from tools.build import ROOT, SITE

with (ROOT / "data" / "articles.csv").open(encoding="utf-8", newline="") as file:
    ARTICLES = [row["id"] for row in csv.DictReader(file)]  # of the report, however many there are

__all__ = ["ROOT", "SITE", "Page", "chromium", "listed", "page"]


def listed() -> list[str]:
    """The pages of _toc.yml as addresses under the site."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return [f"{name}.html" for name in (toc["root"], *(c["file"] for part in toc["parts"] for c in part["chapters"]))]


@cache
def page(address: str) -> Page:
    """A page of the built site; the test fails with a plain reason where there is no site."""
    if not SITE.is_dir():
        pytest.fail("there is no site: run `make book` first", pytrace=False)
    return read(SITE, address)


def chromium() -> str:
    """The path of a Chromium; without one the test is skipped, or fails where REQUIRE_BROWSER=1."""
    path = browser.chromium()
    if path is None:
        without_browser(browser.MISSING)
    return path


def without_browser(reason: str) -> NoReturn:
    """Skip the test, or fail it where REQUIRE_BROWSER=1."""
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
