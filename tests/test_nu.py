"""The Nu HTML checker finds no error on any page; it runs where a Java and the checker are."""

from __future__ import annotations

import os

import pytest
import site_support as site

from tools import nu

SOUND = '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>{}</body></html>'


@pytest.fixture(scope="module", autouse=True)
def checker():
    """Skips with the reason where the checker cannot run, or fails where REQUIRE_NU=1."""
    try:
        nu.command()
    except nu.NuError as error:
        pytest.fail(str(error), pytrace=False) if os.environ.get("REQUIRE_NU") == "1" else pytest.skip(str(error))


@pytest.mark.site
def test_no_page_has_an_error():
    assert nu.check(site.SITE) == []


def test_what_a_parser_lets_pass_is_found(tmp_path):
    (tmp_path / "index.html").write_text(SOUND.format("<details><summary><p>x</p></summary></details>"))
    (tmp_path / "sound.html").write_text(SOUND.format("<p>x</p>"))
    (found,) = nu.check(tmp_path)
    assert (found.code, found.file) == ("invalid-html", "index.html") and "summary" in found.found
