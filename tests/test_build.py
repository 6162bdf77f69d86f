"""The build on a small copy of the book: strict, all or nothing, and no more work than there is."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from _ext.reading import kernels
from tools import build

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
    "from claimcheck.charts.intervals import interval_chart\nbook = register()\nn = len(book.claims)\n```\n"
)
INDEX = "# A small book\n\nGMV was {claim}`gravity-2021-15`, {evidence}`gravity-2021-15`.\n"
PAGE = f"{FRONT}# Claims\n\n{SETUP}\n{{eval}}`n` claims.\n"
CLAIMS = "data/claims/gravity-2021.csv"


def cell(code: str) -> str:
    return f"\n```{{code-cell}} python3\n{code}\n```\n"


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


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Book:
    """The small book, built once."""
    book = Book(tmp_path_factory.mktemp("book"))
    result = book.build()
    assert result.returncode == 0, result.stdout + result.stderr
    return book


@pytest.fixture
def book(built):
    """The small book; sources that a test changes are put back."""
    names = ("index.md", "chapters/claims.md", CLAIMS)
    before = {name: built.read(name) for name in names}
    yield built
    for name, text in before.items():
        if built.read(name) != text:
            built.write(name, text)


def assert_refused(book: Book, expected: str) -> None:
    """The build fails, says why, and the site is as it was."""
    before = book.site()
    result = book.build()
    said = re.sub(r"\x1b\[[\d;]*m", "", result.stdout + result.stderr)
    assert result.returncode != 0
    assert expected in said, said[-3000:]
    assert book.site() == before


def test_the_site_stands_with_its_data(built):
    assert {"index.html", "chapters/claims.html", "data/claims.json", "data/datapackage.json"} <= set(built.site())
    assert re.search(r"\b\d{3}\s+claims", re.sub("<[^>]*>", "", built.page("chapters/claims.html")))
    assert 'href="chapters/claims.html#gravity-2021-15"' in built.page("index.html")


def test_nothing_changed_is_nothing_done(book):
    assert book.build().returncode == 0
    before = book.site()
    result = book.build()
    assert "nothing changed" in result.stdout and book.site() == before


def test_a_damaged_site_is_built_again(book):
    assert book.build().returncode == 0
    (book.root / "_build" / "html" / "index.html").unlink()
    assert book.build().returncode == 0
    assert "index.html" in book.site()


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
    "failing-chart": (cell('interval_chart(book, "no-such-article")'), "can be drawn"),
    "missing-glyph": (
        cell(
            "from claimcheck.charts import style as charts\nimport matplotlib.pyplot as plt, pandas as pd\nfig, ax = plt.subplots()\n"
            'charts.finish(fig, "\\U0001f600", "Source.", "A face.", pd.DataFrame({"x": [1]}))'
        ),
        "stderr was found in the cell outputs",
    ),
    "two-charts-of-a-name": (cell('interval_chart(book, "gravity-2021")') * 2, "two charts of one page are named"),
    "unknown-data": ("", "page names data that does not exist: no-such.csv"),
}


@pytest.fixture(scope="module")
def refused(built) -> str:
    """What a build says of a book with every fault on a page of its own."""
    toc, before = built.read("_toc.yml"), built.site()
    for name, (page, _) in FAULTS.items():
        front = PAGE.replace("data: gravity-2021", "data: no-such.csv") if name == "unknown-data" else PAGE
        built.write(f"faults/{name}.md", f"{front}\n{page}\n")
    built.write("_toc.yml", toc + "".join(f"  - file: faults/{name}\n" for name in FAULTS))
    result = built.build()
    built.write("_toc.yml", toc)
    shutil.rmtree(built.root / "faults")
    assert result.returncode != 0 and built.site() == before
    return re.sub(r"\x1b\[[\d;]*m", "", result.stdout + result.stderr)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_page_stops_the_build(refused, name):
    """Each fault is a warning at its page, with what is wrong; any warning stops the build."""
    told = [
        part
        for part in re.split(r"(?=^\S*/\w[\w/-]*\.md)", refused, flags=re.M)
        if re.search(rf"faults/{name}\.md(:\d+)?: (WARNING|ERROR)", part)
    ]
    assert any(FAULTS[name][1] in part for part in told), "".join(told) or refused[-6000:]


def test_a_page_that_was_refused_is_refused_again(book):
    """Sphinx remembers a page it warned about as read: without care the second build would pass."""
    book.write("chapters/claims.md", f"{PAGE}\n{{claim}}`gravity-2021-99`\n")
    assert_refused(book, "unknown id")
    assert_refused(book, "unknown id")


def test_bad_data_stops_the_build_before_any_page(book):
    table = book.read(CLAIMS)
    book.write(CLAIMS, table.replace("1e8 CNY", "1e8 shells", 1))
    assert_refused(book, "shells")


def test_only_pages_whose_data_changed_are_executed_again(book):
    show = cell('import time\nprint(time.time_ns())\nbook.claims["gravity-2021-15"].paraphrase')
    book.write("chapters/claims.md", PAGE + show)
    assert book.build().returncode == 0
    stamp = re.search(r"\d{19}", book.page("chapters/claims.html"))[0]
    book.write("index.md", f"{INDEX}\nReworded.\n")
    assert book.build().returncode == 0
    assert stamp in book.page("chapters/claims.html") and "Reworded." in book.page("index.html")
    book.write(CLAIMS, book.read(CLAIMS).replace("GMV of Kuaishou e-commerce in the year 2020.", "Reworded."))
    assert book.build().returncode == 0
    assert stamp not in book.page("chapters/claims.html") and "Reworded." in book.page("chapters/claims.html")


# kernels


def test_kernels_have_sockets_of_their_own(monkeypatch):
    with tempfile.TemporaryDirectory(prefix="k-", dir="/tmp") as folder:
        monkeypatch.setenv(kernels.FOLDER, folder)
        first, second = kernels.SocketKernelManager(), kernels.SocketKernelManager()
        assert first.transport == second.transport == "ipc" and first.ip != second.ip
        assert {Path(first.ip).parent, Path(second.ip).parent} == {Path(folder)}


@pytest.mark.parametrize("folder", ["", "/nowhere", "long"])
def test_without_a_folder_of_a_short_name_kernels_talk_as_they_always_do(monkeypatch, tmp_path, folder):
    (long := tmp_path / ("x" * kernels.LONGEST)).mkdir()
    monkeypatch.setenv(kernels.FOLDER, str(long) if folder == "long" else folder)
    manager = kernels.SocketKernelManager()
    assert (manager.transport, manager.ip) == ("tcp", "127.0.0.1")


def test_a_page_is_executed_over_them(book):
    book.write(
        "chapters/claims.md",
        PAGE
        + cell(
            "from pathlib import Path\nimport sys\nimport json\nprint('over', json.loads(Path(sys.argv[sys.argv.index('-f') + 1]).read_text())['transport'])"
        ),
    )
    result = book.build()
    assert result.returncode == 0, result.stdout + result.stderr
    assert "over ipc" in book.page("chapters/claims.html")
