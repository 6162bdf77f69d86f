"""The page on the build: what it shows comes from the source tree and is right."""

from __future__ import annotations

import csv
import re
from dataclasses import replace

import pytest
import site_support as site

from claimcheck.loading import book_dir
from claimcheck.pages import build
from claimcheck.printed.runs import coverage
from tools import audit, times

ROOT = book_dir()


def test_every_pinned_package_is_listed_with_a_reason():
    pinned = [line for line in (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines() if "==" in line]
    rows = build.packages().rows
    assert len(rows) == len(pinned) + 1 and all(len(reason) > 8 for _, _, reason in rows)
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for name, version, _ in rows[1:]:
        assert re.search(rf"^{re.escape(name)}=={re.escape(version)} \\$", locked, re.M | re.I), (
            f"{name} is locked to another version"
        )


def test_the_table_of_coverage_is_what_the_texts_say(register):
    if not register.texts:
        pytest.skip("the articles' texts are not here: set ARTICLES_DIR to their folder")
    shown = {re.sub("<[^>]*>", "", getattr(row[0], "text", row[0])): row[1] for row in build.coverage(register).rows}
    for article, text in register.texts.items():
        own = [
            [row for row in table.values() if row.article == article]
            for table in (register.claims, register.exclusions)
        ]
        found = coverage(text, *own)
        assert shown[article] == f"{len(found.runs)}" and found.uncovered == ()


def test_the_page_is_the_same_without_the_texts(register):
    bare = replace(register, texts={})
    assert build.coverage(bare)._repr_html_() == build.coverage(register)._repr_html_()
    assert build.checks(bare, audit.CODES)._repr_html_() == build.checks(register, audit.CODES)._repr_html_()


def test_times_are_kept_with_their_version(tmp_path):
    (tmp_path / "times.csv").write_text("page,seconds\nindex,3.14\nchapters/a,0.96\n")
    assert times.keep(tmp_path / "times.csv", tmp_path / "kept.csv", "1.2.3", 2) == 2
    rows = list(csv.DictReader((tmp_path / "kept.csv").open()))
    assert rows == [
        {"page": "chapters/a", "seconds": "1.0", "version": "1.2.3", "cores": "2"},
        {"page": "index", "seconds": "3.1", "version": "1.2.3", "cores": "2"},
    ]


def test_a_page_that_was_not_measured_yet_is_named(tmp_path):
    pages = tmp_path / "chapters"
    pages.mkdir()
    for path in (tmp_path / "index.md", pages / "a.md", pages / "b.md"):
        path.write_text("---\nfile_format: mystnb\n---\n")
    kept = "page,seconds,version,cores\n" + "".join(f"{page},1.5,1.2.3,2\n" for page in ("index", "chapters/a"))
    (tmp_path / build.TIMES).write_text(kept)
    measured = "Seconds to execute 2 pages, 3 in all, measured for version 1.2.3 on 2 cores"
    assert build.times(tmp_path).caption == f"{measured}; not yet: b"
    (pages / "b.md").unlink()
    assert build.times(tmp_path).caption == measured


def test_the_times_shown_are_of_pages_that_exist():
    with (ROOT / build.TIMES).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows and {f"{row['page']}.html" for row in rows} <= set(site.listed())


@pytest.mark.site
def test_the_page_says_what_the_audit_looks_for():
    words = site.page("chapters/build.html").shown
    assert not [code for code in audit.CODES if code.replace("-", " ") not in words]
