"""An invented article goes from its text into the tables, and onto a page, by the commands alone."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from claimcheck.__main__ import main
from claimcheck.drafting.suggesting import suggestions
from claimcheck.loading import examine

ROOT = Path(__file__).resolve().parent.parent
ID = "titmouse-2024"
TEXT = ROOT / "tests" / "texts" / f"{ID}.txt"
FACTS = [
    "--title",
    "山雀集市三季报",
    "--published",
    "2024-11-20",
    "--url",
    "https://example.org/a",
    "--label",
    "Titmouse, 2024",
]
# what a person adds to the draft: metrics that nothing names, by the quote
METRICS = {
    "突破30億元": "revenue_total",
    "1.85亿元": "net_profit",
    "4200万元": "net_loss",
    "超2300万人": "buyers_monthly",
    "3.5次": "orders_per_buyer",
    "逾20万家": "merchants",
    "两成": "merchants_growth",
    "5亿元": "subsidy_size",
    "18%": "buyers_growth",
    "30%左右": "return_rate",
}


class Desk:
    """A copy of the tables, the contents and the chapters, and a folder of texts."""

    def __init__(self, folder: Path, texts: dict[str, str]):
        self.root, self.texts = folder / "book" / "data", folder / "texts"
        shutil.copytree(ROOT / "data", self.root, ignore=shutil.ignore_patterns("drafts"))
        shutil.copytree(ROOT / "chapters", self.root.parent / "chapters")
        shutil.copy(ROOT / "_toc.yml", self.root.parent)
        self.texts.mkdir()
        for name, text in texts.items():
            (self.texts / f"{name}.txt").write_bytes(text.encode())

    def run(self, *words: str | Path) -> int:
        return main([*map(str, words), "--data", str(self.root), "--articles", str(self.texts)])

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.root / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def fill(self, name: str, change) -> None:
        """Change the rows of a file below the package as a person does with a table at hand."""
        rows = self.rows(name)
        for row in rows:
            change(row)
        with (self.root / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)

    def files(self) -> dict[str, bytes]:
        """All files but the drafts."""
        folder = self.root.parent
        found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        return {name: path.read_bytes() for name, path in found.items() if "/drafts/" not in name}

    def faults(self) -> list[str]:
        """Codes of faults; that other articles' texts are not at hand is none of this test."""
        return [fault.code for fault in examine(self.root, self.texts)[1] if fault.code != "missing-text"]


def answered(row: dict[str, str]) -> None:
    row["accept"] = "yes"
    if row["proposal"] == "claim":
        row["metric"] = row["metric"] or METRICS[row["quote"]]
    if row["quote"] == "不低于2000亿元":
        row["metric"], row["scope"] = "gmv_target", "guidance"


def described(row: dict[str, str]) -> None:
    row["label_zh"] = row["label_zh"] or "指标"
    row["description"] = row["description"] or "As the article words it."


def taken_in(folder: Path, texts: dict[str, str]) -> Desk:
    """The article taken in, as the guide says."""
    desk = Desk(folder, texts)
    assert desk.run("new", ID, "--text", TEXT, *FACTS) == 0
    assert desk.run("draft", ID, "--entity", "Shanque") == 0
    desk.fill(f"drafts/{ID}.csv", answered)
    assert desk.run("accept", ID) == 1, "metrics that are new must be described first"
    desk.fill(f"drafts/{ID}-metrics.csv", described)
    assert desk.run("accept", ID) == 0
    return desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory, register) -> Desk:
    return taken_in(tmp_path_factory.mktemp("sixth"), register.texts)


def test_the_article_is_in_the_tables_and_check_has_no_fault(desk):
    assert desk.faults() == []
    assert len(desk.rows(f"claims/{ID}.csv")) >= 30 and not (desk.root / "drafts" / f"{ID}.csv").exists()
    assert [row["id"] for row in desk.rows("articles.csv")][-1] == ID
    assert [row["found"] for row in desk.rows("corrections.csv") if row["article"] == ID] == ["达(dá)9.4亿元"]
    ids = [row["id"] for row in desk.rows("exclusions.csv")]
    assert len(ids) == len(set(ids)) and f"x-{ID}-001" in ids


def test_its_row_says_what_the_text_is_and_its_page_stands_in_the_contents(desk):
    row = desk.rows("articles.csv")[-1]
    assert (row["script"], row["characters"]) == ("Simplified", str(len(TEXT.read_text(encoding="utf-8"))))
    assert "reading in brackets" in row["condition"]
    contents = (desk.root.parent / "_toc.yml").read_text(encoding="utf-8")
    assert f'file: chapters/articles/{ID}\n        title: "Titmouse, 2024"' in contents
    names = [r["name"] for r in json.loads((desk.root / "datapackage.json").read_text(encoding="utf-8"))["resources"]]
    assert names.count(f"claims-{ID}") == 1


def test_a_row_holds_what_was_given_and_nothing_that_was_not(tmp_path):
    desk, text = Desk(tmp_path, {}), tmp_path / "wren.txt"
    text.write_text("營收達(dá)到5億元,電商GMV達(dá)3億元。", encoding="utf-8")
    facts = ["--published", "2024-11", "--outlet", "Bird Post [a mirror of the Post]", "--note", "From a stored copy."]
    assert desk.run("new", "wren-2024", "--text", text, *facts) == 0
    row = desk.rows("articles.csv")[-1]
    assert (row["date_printed"], row["date_iso"], row["date_dates"]) == ("", "2024-11", "page")
    assert (row["cited_outlet"], row["retrieval_note"]) == ("Bird Post", "From a stored copy.")
    assert row["script"] == "Traditional, converted from Simplified"
    more = ["--date-printed", "11月20日", "--dates", "post", "--cited-outlet", "Post"]
    assert desk.run("new", "tit-2024", "--text", text, *facts, *more) == 0
    row = desk.rows("articles.csv")[-1]
    assert (row["date_printed"], row["date_dates"], row["cited_outlet"]) == ("11月20日", "post", "Post")


def test_a_page_that_is_a_source_already_is_named_when_it_is_taken_in(tmp_path, capsys):
    desk = Desk(tmp_path, {})
    source = desk.rows("reported.csv")[0]
    assert desk.run("new", ID, "--text", TEXT, "--url", source["source_url"]) == 0
    said = capsys.readouterr().out
    assert f"may be forgotten: {source['id']} stands on the page of {ID}" in said


def test_the_relations_that_it_holds_are_suggested_and_few_others(desk):
    register = examine(desk.root, desk.texts)[0]
    found = suggestions(register, ID)
    assert {register.claims[one.target].quote for one in found} == {"12.5%", "约为59.6%", "4.17%", "31.2亿元"}
    assert len(found) <= 5


def test_what_is_suggested_are_sound_rows(desk, tmp_path, capsys):
    copy = tmp_path / "data"
    shutil.copytree(desk.root, copy)
    capsys.readouterr()
    assert main(["suggest", ID, "--data", str(copy), "--articles", str(desk.texts)]) in (0, 1)
    said = capsys.readouterr().out
    if not said:
        pytest.skip("the articles' texts are not here: set ARTICLES_DIR to their folder")
    lines = said.split("# evidence.csv")[0].splitlines()[2:]
    with (copy / "relations.csv").open("a", encoding="utf-8") as file:
        file.writelines(line.rpartition(",")[0] + "\n" for line in lines)
    assert len(lines) == 4 and not examine(copy, desk.texts)[1]


# refusals: one message for each thing that is wrong, and nothing written


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["new", "gravity-2021", "--text", TEXT], ["duplicate-id", "file-exists"]),
        (["new", "Titmouse 2024", "--text", TEXT], ["malformed-id"]),
        (["new", f"{'w' * 400}-2024", "--text", TEXT], ["malformed-id"]),
        (["new", "wren-2024", "--text", TEXT, "--published", "20 Nov"], ["malformed-date_iso"]),
        (["new", "wren-2024", "--text", TEXT, "--url", "example"], ["malformed-address"]),
        (["new", "wren-2024", "--text", "none.txt"], ["missing-file"]),
        (["draft", "wren-2024"], ["missing-text"]),
        (["accept", "wren-2024"], ["missing-table"]),
        (["accept", "gravity-2021"], ["missing-file"]),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(tmp_path, capsys, words, codes):
    desk = Desk(tmp_path, {})
    before = desk.files()
    assert desk.run(*words) == 1
    said = capsys.readouterr().err
    assert [code for code in codes if f"[{code}]" not in said] == [] and "Traceback" not in said
    assert desk.files() == before


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("accept", "perhaps", "bad-answer"),
        ("metric", "", "missing-value"),
        ("value", "32.1", "value-differs"),
        ("start", "91", "quote-differs"),
        ("unit", "1e8 yen", "unknown-unit"),
        ("period_end", "", "half-period"),
    ],
)
def test_a_fault_names_the_row_of_the_draft_and_nothing_is_written(tmp_path, capsys, register, column, cell, code):
    desk = Desk(tmp_path, register.texts)
    assert desk.run("new", ID, "--text", TEXT, *FACTS) == 0 and desk.run("draft", ID, "--entity", "Shanque") == 0
    place = f"drafts/{ID}.csv"
    line = next(n for n, row in enumerate(desk.rows(place), 2) if row["quote"] == "31.2亿元")

    def spoil(row: dict[str, str]) -> None:
        if row["quote"] == "31.2亿元":
            row["accept"] = "yes"
            row[column] = cell

    desk.fill(place, spoil)
    before = desk.files()
    capsys.readouterr()
    assert desk.run("accept", ID) == 1
    said = capsys.readouterr().err
    assert f"data/{place}:{line}:" in said and f"[{code}]" in said
    assert desk.files() == before and (desk.root / place).exists()


def test_rows_that_are_not_answered_stay_in_the_draft(tmp_path, register):
    desk = Desk(tmp_path, register.texts)
    assert desk.run("new", ID, "--text", TEXT, *FACTS) == 0 and desk.run("draft", ID, "--entity", "Shanque") == 0
    place = f"drafts/{ID}.csv"
    whole = desk.rows(place)
    assert desk.run("accept", ID, "--sure") == 0
    assert desk.rows(place) == [row for row in whole if row["unsure"]]
    assert set(desk.faults()) == {"uncovered"}

    def no(row: dict[str, str]) -> None:
        row["accept"] = "advertising"

    desk.fill(place, no)
    assert desk.run("accept", ID) == 0 and desk.faults() == [] and not (desk.root / place).exists()


def test_a_draft_is_not_written_over(desk, capsys):
    assert desk.run("draft", ID) == 0
    assert desk.rows(f"drafts/{ID}.csv") == [], "all runs lie in rows already"
    assert desk.run("draft", ID) == 1 and "[file-exists]" in capsys.readouterr().err
    (desk.root / "drafts" / f"{ID}.csv").unlink()


@pytest.mark.slow
def test_the_site_builds_with_it(desk, tmp_path, monkeypatch):
    from test_build import Book

    monkeypatch.delenv("ARTICLES_DIR", raising=False)  # a folder given for the run has no text of this article
    book = Book(tmp_path)
    shutil.rmtree(tmp_path / "data")
    shutil.copytree(desk.root, tmp_path / "data")
    book.write(
        "_toc.yml",
        f"format: jb-book\nroot: index\nchapters:\n  - file: chapters/claims\n  - file: chapters/articles/{ID}\n",
    )
    page = (desk.root.parent / "chapters" / "articles" / f"{ID}.md").read_text(encoding="utf-8")
    book.write(f"chapters/articles/{ID}.md", page)
    done = book.build()
    assert done.returncode == 0, done.stdout + done.stderr
    html = book.page(f"chapters/articles/{ID}.html")
    assert "31.2" in html and "To be written." in html
