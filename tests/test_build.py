"""The build on a small copy of the book: strict, all or nothing, and no more work than there is.

A build takes ten seconds, so one book goes through all of it: it is built, looked at, changed, refused and mended. Each
step is a fixture of the module and stands on the one before it; tests look at what a step left.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from _ext.reading import warm
from tools import build

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("small book")]
ROOT = Path(__file__).resolve().parent.parent
TREE = (
    "_config.yml",
    "_ext",
    "assets",
    "claimcheck",
    "kuaishou",
    "data",
    "tools",
    "pyproject.toml",
    "references.bib",
    "requirements.txt",
    "CITATION.cff",
)
IGNORED = shutil.ignore_patterns("__pycache__")
FRONT = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: Python 3}\ndata: gravity-2021\n---\n"
SETUP = (
    "```{code-cell} python3\n:tags: [remove-cell]\nfrom claimcheck.pages.chapter import check, claim, register\n"
    "from claimcheck.charts.interval_rows import interval_rows\nfrom claimcheck.charts.parts import claim_row\nbook = register()\nn = len(book.claims)\n```\n"
)
INDEX = "# A small book\n\nGMV was {claim}`gravity-2021-15`, {evidence}`gravity-2021-15`.\n"
CLAIMS = "data/claims/gravity-2021.csv"
CHART = (
    'interval_rows([claim_row(book, "gravity-2021-15", "GMV", 10**9)], limits=(0, 400), title="GMV of 2020", '
    'unit="Billion CNY", source="the article", alt="One bar at its value.", name="gmv")'
)


def cell(code: str) -> str:
    return f"\n```{{code-cell}} python3\n{code}\n```\n"


PAGE = (
    f"{FRONT}# Claims\n\n{SETUP}\n{{eval}}`n` claims.\n"
    + cell('import time\nprint("executed", time.time_ns())\nbook.claims["gravity-2021-15"].paraphrase')
    + cell(
        "import json, sys\nfrom pathlib import Path\n"
        "print('over', json.loads(Path(sys.argv[sys.argv.index('-f') + 1]).read_text())['transport'])\n"
        "print('forked from', sys.orig_argv[2], 'after pandas' * ('pandas' in sys.modules))"
    )
)


class Book:
    """A book of two pages in a folder of its own, sharing this environment."""

    def __init__(self, root: Path):
        self.root = root
        for name in TREE:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, root / name, **({"ignore": IGNORED} if (ROOT / name).is_dir() else {}))
        self.write("_toc.yml", "format: jb-book\nroot: index\nchapters:\n  - file: chapters/claims\n")
        self.write("index.md", INDEX)
        self.write("chapters/claims.md", PAGE)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def build(self) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "tools.build", "--no-audit"],
            cwd=self.root,
            capture_output=True,
            text=True,
            env=build.environment(self.root),
        )

    def site(self) -> dict[str, tuple[int, float]]:
        """Size and time of every file of the site."""
        html = self.root / "_build" / "html"
        return {
            p.relative_to(html).as_posix(): (p.stat().st_size, p.stat().st_mtime)
            for p in html.rglob("*")
            if p.is_file()
        }

    def page(self, name: str) -> str:
        return self.read(f"_build/html/{name}")


def said(result: subprocess.CompletedProcess) -> str:
    """What a build printed, without colours."""
    return re.sub(r"\x1b\[[\d;]*m", "", result.stdout + result.stderr)


def executed(book: Book) -> str:
    """When the page was executed."""
    return re.search(r"executed (\d{19})", book.page("chapters/claims.html"))[1]


# built: it stands


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Book:
    """The small book, built once."""
    book = Book(tmp_path_factory.mktemp("book"))
    result = book.build()
    assert result.returncode == 0, said(result)
    return book


def test_the_site_stands_with_its_data(built):
    assert {"index.html", "chapters/claims.html", "data/claims.json", "data/datapackage.json"} <= set(built.site())
    assert re.search(r"\b\d{3}\s+claims", re.sub("<[^>]*>", "", built.page("chapters/claims.html")))
    assert 'href="chapters/claims.html#gravity-2021-15"' in built.page("index.html")


def test_the_site_has_what_this_report_adds(built):
    assert "data/trends.json" in built.site()


def test_a_page_is_executed_over_sockets_of_its_own(built):
    assert "over ipc" in built.page("chapters/claims.html")


def test_its_kernel_is_forked_where_all_is_imported(built):
    assert f"forked from {warm.__name__} after pandas" in built.page("chapters/claims.html")


# built again: no more work than there is


def test_nothing_changed_is_nothing_done(built):
    before = built.site()
    result = built.build()
    assert result.returncode == 0 and "nothing changed" in result.stdout and built.site() == before


@dataclass(frozen=True)
class Step:
    """A step that a book went through: when its page had been executed before and after, and what the build said."""

    book: Book
    before: str
    after: str
    said: str


@pytest.fixture(scope="module")
def reworded(built) -> Step:
    """The landing page reworded and its old HTML lost."""
    before = executed(built)
    built.write("index.md", f"{INDEX}\nReworded.\n")
    (built.root / "_build" / "html" / "index.html").unlink()
    result = built.build()
    assert result.returncode == 0, said(result)
    return Step(built, before, executed(built), said(result))


def test_a_damaged_site_is_built_again(reworded):
    assert "index.html" in reworded.book.site() and "nothing changed" not in reworded.said


def test_a_page_has_the_heading_of_another_as_it_is_now(reworded):
    """In its navigation; nothing is executed for it."""
    book, index = reworded.book, reworded.book.read("index.md")
    assert "A small book" in book.page("chapters/claims.html")
    book.write("index.md", index.replace("# A small book", "# A renamed book"))
    result = book.build()
    assert result.returncode == 0, said(result)
    assert "A renamed book" in book.page("chapters/claims.html") and executed(book) == reworded.after


def test_a_page_is_not_executed_again_for_another(reworded):
    assert "Reworded." in reworded.book.page("index.html") and reworded.after == reworded.before


@pytest.fixture(scope="module")
def revalued(reworded) -> Step:
    """A row of the data that the page shows reworded."""
    book, before = reworded.book, reworded.after
    book.write(CLAIMS, book.read(CLAIMS).replace("GMV of Kuaishou e-commerce in the year 2020.", "Worded anew."))
    result = book.build()
    assert result.returncode == 0, said(result)
    return Step(book, before, executed(book), said(result))


def test_a_page_whose_data_changed_is_executed_again(revalued):
    assert "Worded anew." in revalued.book.page("chapters/claims.html") and revalued.after != revalued.before


# disturbed: nothing is left running, nothing stale is remembered


def commands(book: Book) -> list[str]:
    """The commands of the processes that a build of this book has started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it ended
            found.append(path.read_text(errors="replace").replace("\0", " "))
    return [command for command in found if str(book.root) in command and "tools.build" not in command]


@contextmanager
def at_work(book: Book) -> Iterator[subprocess.Popen]:
    """A build whose Sphinx runs."""
    command = [sys.executable, "-m", "tools.build", "--no-audit"]
    env = build.environment(book.root)
    process = subprocess.Popen(
        command, cwd=book.root, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        while process.poll() is None and not any("jupyter-book" in command for command in commands(book)):
            time.sleep(0.02)
        time.sleep(0.3)  # it is at work, not just begun
        assert process.poll() is None
        yield process
    finally:
        process.terminate()
        process.wait(60)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_told_to_end_leaves_nothing_running(revalued, number):
    book, before = revalued.book, revalued.book.site()
    index = book.read("index.md")
    book.write("index.md", index + f"\nOnce more, {number}.\n")
    with at_work(book) as process:
        process.send_signal(number)
        assert process.wait(60) != 0
    assert commands(book) == [] and book.site() == before
    book.write("index.md", index)


def test_what_is_changed_while_pages_are_built_is_built_again(revalued):
    book, before, claims = revalued.book, revalued.book.site(), revalued.book.read(CLAIMS)
    book.write(CLAIMS, claims.replace("Worded anew.", "Worded a second time."))
    with at_work(book) as process:
        book.write(CLAIMS, claims.replace("Worded anew.", "Worded a third time."))
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 1 and "a file was changed while the pages were built" in said and book.site() == before
    result = book.build()
    assert result.returncode == 0 and "Worded a third time." in book.page("chapters/claims.html")


# refused: strict, and all or nothing


FAULTS = {
    "unknown-claim": ("{claim}`gravity-2021-99`", "unknown id in {claim}: gravity-2021-99"),
    "unknown-evidence": ("{evidence}`nothing`", "unknown id in {evidence}: nothing"),
    "unknown-reported": ("{reported}`nothing`", "unknown id in {reported}: nothing"),
    "unknown-result": ("{eval}`no_such_name`", "no_such_name"),
    "dead-link": ("[gone](nowhere.md)", "nowhere.md"),
    "failing-cell": (cell("1 / 0"), "ZeroDivisionError"),
    "stderr": (cell('import sys\nprint("x", file=sys.stderr)'), "stderr was found in the cell outputs"),
    "drifted-formula": (
        cell('check("gravity-2021-17", claim("gravity-2021-16") / claim("gravity-2021-15") - 1)'),
        "has the formula of this cell",
    ),
    "failing-chart": (cell('interval_rows([claim_row(book, "no-such-claim", "GMV")], limits=(0, 1))'), "no-such-claim"),
    "missing-glyph": (
        cell(CHART.replace('title="GMV', 'title="\\U0001f600')),
        "no type for \U0001f600 (U+1F600): python -m tools.font",
    ),
    "untyped-page": ("\u9f98", "no type for \u9f98 (U+9F98)"),
    "two-charts-of-a-name": (cell(CHART) * 2, "two charts of one page are named"),
    "unknown-data": ("", "page names data that does not exist: no-such.csv"),
}


@pytest.fixture(scope="module")
def refused(revalued) -> Step:
    """A fault on each of many pages, and one on a page that stood before."""
    book, toc, before = revalued.book, revalued.book.read("_toc.yml"), revalued.book.site()
    for name, (page, _) in FAULTS.items():
        front = FRONT.replace("data: gravity-2021", "data: no-such.csv") if name == "unknown-data" else FRONT
        computes = name == "unknown-data" or "{code-cell}" in page or "{eval}" in page
        book.write(f"faults/{name}.md", f"{front}# Claims\n\n{SETUP if computes else ''}\n{page}\n")
    book.write("_toc.yml", toc + "".join(f"  - file: faults/{name}\n" for name in FAULTS))
    book.write("chapters/claims.md", f"{PAGE}\n{{claim}}`gravity-2021-98`\n")
    result = book.build()
    book.write("_toc.yml", toc)
    shutil.rmtree(book.root / "faults")
    assert result.returncode != 0 and book.site() == before
    return Step(book, revalued.after, executed(book), said(result))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_page_stops_the_build(refused, name):
    """Each fault is a warning at its page, with what is wrong; any warning stops the build."""
    told = [
        part
        for part in re.split(r"(?=^\S*/\w[\w/-]*\.md)", refused.said, flags=re.M)
        if re.search(rf"faults/{name}\.md(:\d+)?: (WARNING|ERROR)", part)
    ]
    assert any(FAULTS[name][1] in part for part in told), "".join(told) or refused.said[-6000:]


@pytest.fixture(scope="module")
def refused_again(refused) -> Step:
    """The page that was refused among the others, built again as it is."""
    book, before = refused.book, refused.book.site()
    result = book.build()
    assert result.returncode != 0 and book.site() == before
    return Step(book, refused.after, executed(book), said(result))


def test_a_page_that_was_refused_is_refused_again(refused, refused_again):
    """Sphinx remembers a page it warned about as read: without care the second build would pass."""
    assert all("unknown id in {claim}: gravity-2021-98" in step.said for step in (refused, refused_again))


def test_bad_data_stops_the_build_before_any_page(refused_again):
    book, before = refused_again.book, refused_again.book.site()
    book.write(CLAIMS, book.read(CLAIMS).replace("1e8 CNY", "1e8 shells", 1))
    result = book.build()
    assert result.returncode != 0 and "gravity-2021-98" not in said(result)
    assert re.findall(r"found '?1e8 shells|Traceback|Error", said(result)) == ["found '1e8 shells"], said(result)
    assert book.site() == before


def test_a_broken_import_of_the_trends_stops_the_build(refused_again):
    book, before = refused_again.book, refused_again.book.site()
    sound = book.read("kuaishou/published.py")
    book.write("kuaishou/published.py", "from claimcheck.trends import no_such_thing\n")
    result = book.build()
    book.write("kuaishou/published.py", sound)
    assert result.returncode != 0 and "no_such_thing" in said(result)
    assert book.site() == before
