"""The same sources make the same site, byte for byte: elsewhere, at another time, with other data in between.

`make book` built the site at hand. Here the book is built again in a folder whose name has a space, in
a time zone that is a day ahead, a year later by the clock, with other file times and rights and another number of
processes; first from changed data, then, on top of that, from the sources as they are. If a page
that the change touches were not made again, it would stay behind and differ.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import site_support as site

from tools import build

pytestmark = [pytest.mark.site, pytest.mark.slow, pytest.mark.xdist_group("built elsewhere")]
CLAIMS = Path("data/claims/subsidy-2020.csv")
REWORDED = ("Xinba came back to selling live", "Xinba sold live again")
ARTICLE_CHAPTERS = {f"chapters/articles/{path.stem}" for path in (build.ROOT / "chapters" / "articles").glob("*.md")}
# Python reads this file at its start, in kernels too
CLOCK = """import time
for name in ("time", "time_ns"):
    setattr(time, name, lambda now=getattr(time, name), year=31_557_600 * (10**9 if name.endswith("ns") else 1): now() + year)
"""
DIGESTS = """import json
from _ext.reading import page_data
from pathlib import Path
pages = [Path("index.md"), *sorted(Path("chapters").rglob("*.md"))]
print(json.dumps({str(p.with_suffix("")): page_data.digest(p.read_text(encoding="utf-8"), str(p)) for p in pages}))
"""


class Copy:
    """The book in a folder of its own."""

    def __init__(self, root: Path):
        self.root = root
        for path in build.files((*build.SHARED, *build.PAGES)):
            place = root / path.relative_to(build.ROOT)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
            os.utime(place, (10**9, 10**9))
        (root / "sitecustomize.py").write_text(CLOCK)

    @property
    def environment(self) -> dict[str, str]:
        return build.environment(self.root) | {
            "SOURCE_DATE_EPOCH": build.epoch(),
            "TZ": "Pacific/Kiritimati",
            "BOOK_JOBS": "3",
        }

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            umask=0o077,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def build(self) -> dict[str, str]:
        """Build; the digest of what each page is made of."""
        self.run("-m", "tools.build", "--no-audit")
        return json.loads(self.run("-c", DIGESTS))

    def executed(self) -> dict[str, int]:
        """When each page was executed."""
        folder = self.root / "_build" / "work" / "_build" / "jupyter_execute"
        return {
            path.relative_to(folder).with_suffix("").as_posix(): path.stat().st_mtime_ns
            for path in folder.rglob("*.ipynb")
        }


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    """The copy, the pages that the change of data touches, and those that were executed for it."""
    if not build.remembered("site.stamp").startswith(build.digest((*build.SHARED, *build.PAGES))):
        pytest.fail("the site is not that of these sources: run `make book` first", pytrace=False)
    copy = Copy(tmp_path_factory.mktemp("another place"))
    table = copy.root / CLAIMS
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(*REWORDED), encoding="utf-8")
    assert text.count(REWORDED[0]) == 1
    before, begun = copy.build(), copy.executed()
    shutil.copyfile(build.ROOT / CLAIMS, table)
    after, now = copy.build(), copy.executed()
    return (
        copy,
        {page for page in after if after[page] != before[page]},
        {page for page in now if now[page] != begun.get(page)},
    )


def test_the_clock_of_the_copy_is_another(rebuilt):
    assert int(rebuilt[0].run("-c", "import time; print(int(time.time()))")) > time.time() + 30_000_000


def test_a_build_elsewhere_is_the_same_byte_for_byte(rebuilt):
    ours, theirs = contents(site.SITE), contents(rebuilt[0].root / "_build" / "html")
    assert sorted(ours) == sorted(theirs)
    assert [name for name in sorted(ours) if ours[name] != theirs[name]] == []


def test_a_changed_table_executes_its_pages_and_no_others(rebuilt):
    _, touched, executed = rebuilt
    assert executed == touched
    assert "chapters/articles/subsidy-2020" in executed and ARTICLE_CHAPTERS - executed, (
        "some chapter does not read that table"
    )
