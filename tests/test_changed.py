"""When a page changed last: from the record, the same wherever the sources lie."""

from __future__ import annotations

import pytest
import site_support as site

from claimcheck.citing.changed import FILE, Change, last_changed, record
from claimcheck.citing.edition import Edition, edition
from tools import changed

OF = Edition("A", ("B",), "x", (), "3.1.0", "2031-05-06", "https://example.org/")
PAGE = '<article class="bd-article"><h1>T</h1><p>{}</p><footer><p class="take-away">V{}</p></footer><details class="cite-this">V{}</details></article>'


def test_a_page_changes_with_its_words_only():
    same = {changed.digest(PAGE.format("figures  stay", version, version)) for version in ("1", "2")}
    same.add(changed.digest(PAGE.format("figures\nstay", "3", "3")))
    assert len(same) == 1 and changed.digest(PAGE.format("figures move", "1", "1")) not in same


def test_what_is_the_same_keeps_its_version():
    kept = {
        "a": Change("1", "2.0.0", "2030-01-01"),
        "b": Change("2", "2.0.0", "2030-01-01"),
        "gone": Change("3", "1", ""),
    }
    found = changed.renewed(kept, {"a": "1", "b": "9", "new": "8"}, OF)
    now = {digest: Change(digest, "3.1.0", "2031-05-06") for digest in "98"}
    assert found == {"a": kept["a"], "b": now["9"], "new": now["8"]}


def test_the_record_is_read_as_it_is_written(tmp_path):
    kept = {"chapters/x": Change("1", "2.0.0", "2030-01-01")}
    (tmp_path / FILE).parent.mkdir()
    assert record(tmp_path) == {}
    (tmp_path / FILE).write_text(changed.as_csv(kept))
    assert record(tmp_path) == kept


def test_the_record_knows_no_page_that_is_gone_and_a_new_one_is_of_this_version():
    assert set(record(site.ROOT)) <= set(changed.listed()) and record(site.ROOT)
    assert last_changed("chapters/nowhere") == Change("", edition().version, edition().released)


@pytest.mark.site
@pytest.mark.parametrize("address", site.listed())
def test_a_page_says_it(address):
    change = last_changed(address.removesuffix(".html"))
    assert f"Last changed in version {change.version} of {change.day}." in site.page(address).shown
    place = f"<loc>{edition().at(address)}</loc><lastmod>{change.day}</lastmod>"
    assert place in (site.SITE / "sitemap.xml").read_text(encoding="utf-8")
