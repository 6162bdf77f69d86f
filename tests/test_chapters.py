"""The pages' sources: no result typed, cells that read like arithmetic, a chapter that reads in five minutes."""

from __future__ import annotations

import re
from pathlib import Path

import chapter_source as read
import nbformat
import pytest
import site_support as site
import yaml
from bs4 import BeautifulSoup

from claimcheck.drafting.starting import UNWRITTEN
from claimcheck.evidence.standing import Standing, standing
from claimcheck.pages import answers
from claimcheck.pages.chapter import register

PAGES = {page.relative_to(read.ROOT).as_posix(): page.read_text(encoding="utf-8") for page in read.pages()}
ARTICLES = {name: source for name, source in PAGES.items() if name.startswith("chapters/articles/")}
PLOTTING = re.compile(r"\bplt\.|\bmatplotlib\b|\bpyplot\b|\bfig\b|\.plot\(|\bax\b")

# the limits of a chapter, said in CONTRIBUTING.md
MAX_WORDS, MAX_CELLS, MAX_LINES, MAX_CHARTS, MAX_SECTIONS = 1100, 8, 8, 4, 5
MIN_ANSWERS, MAX_ANSWERS = 3, 8
# pages on a theme: words outside the folds, and charts, at most
THEMES = {
    "chapters/monetisation.md": (1000, 4),
    "chapters/market.md": (1000, 4),
    "chapters/audience.md": (1000, 4),
    "chapters/quote.md": (900, 2),
}
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d[\d,.]*|[\u4e00-\u9fff]+")
FOUR_LINES = ["What it says", "What holds", "What does not", "Say instead"]


@pytest.mark.parametrize("name", PAGES)
def test_no_number_is_typed_in_prose(name):
    typed = read.typed_numbers(PAGES[name])
    assert not typed, "numbers typed in prose; let {claim}, {reported} or {eval} say them:\n" + "\n".join(typed)


@pytest.mark.parametrize(
    "planted",
    [
        "GMV rose by 78.4%.",
        "It sold 3812億.",
        "It reached 680 billion CNY in 2021.",
        "about 1,186 of them",
        "GMV of 2021 billion CNY",
        "| 0.97% | yes |",
        "- 12 fell",
        ":::{note}\nonly 37億\n:::",
        "the 25 claims",
        "６８００億",
    ],
)
def test_a_typed_number_is_found(planted):
    assert len(read.typed_numbers(f"# Title\n\nText.\n\n{planted}\n")) == 1


@pytest.mark.parametrize(
    "sound",
    [
        "On 26 March 2021, and in 2020.",
        "{eval}`growth.printed` of {claim}`gravity-2021-15`",
        "3月26日",
        "Q1 2021",
        "`[gravity-2021-15] / 2`",
        "[a link](https://example.org/12)",
        "the title 「快手12问」",
        "1. first\n2. second",
        "```{code-cell} python3\nx = 12\n```",
        "GB/T 7714-2025",
        "the article gravity-2021",
        "UTF-8",
        "---\ndata: reported.csv 12\n---\n# Title",
    ],
)
def test_what_is_no_result_may_stand(sound):
    assert read.typed_numbers(sound) == []


@pytest.mark.parametrize("name", PAGES)
def test_cells_hold_no_plotting_code_and_no_silencing_semicolon(name):
    lines = [line for cell in read.cells(PAGES[name]) for line in cell.lines]
    assert [line for line in lines if PLOTTING.search(line)] == [], "charts are drawn by functions of the package"
    assert [line for line in lines if line.rstrip().endswith(";")] == [], "a ';' silences every {eval} that follows"


@pytest.mark.parametrize("name", ARTICLES)
def test_a_chapter_names_its_own_article_as_its_data(name):
    front = yaml.safe_load(ARTICLES[name].split("---\n")[1])
    assert set(str(front["data"]).split()) & {Path(name).stem, "all"}


# the chapters of the articles


@pytest.mark.parametrize("name", ARTICLES)
def test_every_cell_is_folded_and_reads_like_arithmetic(name):
    cells = read.cells(ARTICLES[name])
    assert [cell.lines for cell in cells if not cell.is_hidden] == []
    assert len(cells) <= MAX_CELLS and max(len(cell.working) for cell in cells) <= MAX_LINES


@pytest.mark.parametrize("name", ARTICLES)
def test_a_chapter_answers_shows_and_ends_with_its_appendix(name):
    last = [cell.lines[-1] for cell in read.cells(ARTICLES[name])]
    article = Path(name).stem
    assert last[0] == f'answers(book, "{article}")' and last[-1] == f'appendix(book, "{article}")'
    rows, charts = len(answers.answers(register(), article).rows), len(read.chart_cells(ARTICLES[name]))
    assert MIN_ANSWERS <= rows <= MAX_ANSWERS, (
        f"{article}: {rows} rows of answers.csv, from {MIN_ANSWERS} to {MAX_ANSWERS}"
    )
    assert charts <= MAX_CHARTS, f"{article}: {charts} charts, at most {MAX_CHARTS}"
    first, *findings = re.findall("^## (.+)$", ARTICLES[name], re.M)
    sections = len([heading for heading in findings if heading != "Appendix"])
    assert first == "The figures that matter"
    assert 1 <= sections <= MAX_SECTIONS, f"{article}: {sections} sections, from 1 to {MAX_SECTIONS}"


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_left_unwritten(name):
    assert UNWRITTEN not in PAGES[name], "what `claimcheck new` left to write"


@pytest.mark.parametrize("name", ARTICLES)
def test_a_chapter_opens_with_four_lines(name):
    text = read.quoted(ARTICLES[name], register())
    opening = text[text.index("\n# ") : text.index("\n## ")]
    assert "{.r-kicker}" in opening
    lines = opening[opening.index("{.r-brief}") :]
    assert re.findall(r"^([A-Z].*)\n: ", lines, re.M) == FOUR_LINES
    said = re.sub(r"^[A-Z{].*\n(?=: )|\{.r-brief\}", "", lines, flags=re.M)
    assert len(WORD.findall(said)) <= 90


@pytest.mark.parametrize("name", ARTICLES)
def test_a_chapter_says_that_nothing_was_found_wrong_only_where_so(name):
    article = Path(name).stem
    said = re.search(r"(Nothing printed|No figure) was found wrong", ARTICLES[name]) is not None
    wrong = {Standing.WRONG, Standing.LABEL}
    book = register()
    assert not said or not [i for i, c in book.claims.items() if c.article == article and standing(book, i) in wrong]


# pages on a theme


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_page_gives_its_answer_before_its_sections_and_folds_its_cells(name):
    cells = read.cells(PAGES[name])
    assert [cell.lines for cell in cells if not cell.is_hidden] == []
    assert max(len(cell.working) for cell in cells) <= MAX_LINES
    opening = PAGES[name][: PAGES[name].index("\n## ")]
    assert "{.r-lead}" in opening and (len(read.cells(opening)) == 2), (
        "the answer, and the picture or table that shows it"
    )
    assert len(read.chart_cells(PAGES[name])) <= THEMES[name][1]


@pytest.mark.parametrize("name", sorted(set(THEMES) - {"chapters/quote.md"}))
def test_a_theme_page_shows_what_its_figures_count_and_what_stays_open(name):
    assert "definition_history(book, " in PAGES[name]
    assert re.findall("^## (.+)$", PAGES[name], re.M)[-1] == "What stays open"


def test_every_article_has_its_chapter_and_every_page_its_place():
    assert {Path(name).stem for name in ARTICLES} == set(register().articles)
    toc = yaml.safe_load((read.ROOT / "_toc.yml").read_text(encoding="utf-8"))
    listed = {toc["root"], *(chapter["file"] for part in toc["parts"] for chapter in part["chapters"])}
    assert listed == {name.removesuffix(".md") for name in PAGES}


def test_the_guide_says_the_limits_of_a_chapter():
    guide = (read.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for said in (f"{MAX_WORDS:,} words", f"{MAX_CELLS} cells of {MAX_LINES} lines", "at most 90 words"):
        assert said in guide
    for said in ("One to five sections", "four charts", "three to eight figures"):
        assert said in guide


def test_cells_and_words_are_counted_as_a_reader_would():
    source = (
        "---\ndata: all\n---\n# Two words\n\n```{code-cell} python3\n:tags: [hide-input, other]\na = 1\n\nb = 2\n```\n\n"
        "One {eval}`a` three. 快手\n\n```python\nnot_a_cell = 1\n```\n"
    )
    assert [(cell.tags, cell.lines) for cell in read.cells(source)] == [({"hide-input", "other"}, ("a = 1", "b = 2"))]
    assert read.words(source) == 5


def test_chart_cells_are_told_from_others():
    source = (
        "```{code-cell} python3\nfrom kuaishou.articles import charts_fees\nfrom claimcheck.pages import tables\nfrom claimcheck.charts.interval_rows import interval_rows\n```\n"
        "```{code-cell} python3\ncharts_fees.fees(book)\n```\n```{code-cell} python3\ntables.claims_table(book)\n```\n"
        "```{code-cell} python3\ninterval_rows(book, article)\n```\n```{code-cell} python3\nlost = interval_rows(book)\n```\n"
    )
    assert read.chart_cells(source) == ["charts_fees.fees(book)", "interval_rows(book, article)"]


# on the built site


FOLDED = {
    name: source.count(":tags: [hide-input]") for name, source in PAGES.items() if ":tags: [hide-input]" in source
}


@pytest.mark.site
@pytest.mark.parametrize("name", sorted(FOLDED))
def test_a_page_begins_with_its_answer_and_its_cells_are_folded(name):
    page = site.page(name.replace(".md", ".html")).source
    text = page[page.index('<article class="bd-article"') :]
    assert re.search(r"</h1>\s*<(p|ul|dl)\b", text), "something stands between the title and the answer"
    opening, shown = text[: text.index("<h2")], "Show the working"
    assert opening.index("</p>") < text.index(shown) and text.count(shown) == FOLDED[name]
    assert "Toggle hidden content" not in text, "a screen reader would hear this in place of what the fold says"
    executed = nbformat.read(site.SITE / "notebooks" / name.replace(".md", ".ipynb"), as_version=4)
    assert next(cell for cell in executed.cells if cell.cell_type == "code").execution_count == 1


@pytest.mark.site
@pytest.mark.parametrize("name", sorted({*ARTICLES, *THEMES}))
def test_a_page_is_read_through_in_five_minutes(name):
    """Words outside the folds, tables included; nothing of the working is open."""
    page = BeautifulSoup(site.page(name.replace(".md", ".html")).source, "html.parser").find("article")
    for part in page.select("details, script, style, .headerlink, .cite-this, .take-away"):
        part.decompose()
    assert not page.select("div.cell_input")
    assert len(WORD.findall(page.get_text(" "))) <= THEMES.get(name, (MAX_WORDS,))[0]
