"""What a page is made of: a change reaches it exactly where it shows."""

from __future__ import annotations

from dataclasses import replace

import pytest
import site_support as site

from _ext import markup
from _ext.reading import claim_roles, page_data
from claimcheck import loading
from claimcheck.pages import chapter

CACHES = (
    page_data.all_digest,
    page_data.article_digest,
    page_data.claim_digest,
    page_data.relation_digest,
    page_data.metric_digest,
)
CELL = "```{code-cell} python3\nregister()\n```\n"


@pytest.fixture
def under(monkeypatch):
    """Digests under another register."""

    def register(other):
        for cached in CACHES:
            cached.cache_clear()
        monkeypatch.setattr(page_data, "register", lambda: other)

    yield register
    for cached in CACHES:
        cached.cache_clear()


@pytest.fixture
def changed(under):
    """Digests under a register in which one claim prints another value."""
    return lambda claim_id, value: under(loading.with_value(chapter.register(), claim_id, value))


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("# Nothing\n\nProse about 2021.\n", set()),
        (f"---\nfile_format: mystnb\n---\n{CELL}", {"all"}),
        (f"---\ndata: trust-2023 evidence.csv\n---\n{CELL}", {"trust-2023", "words:trust-2023", "evidence.csv"}),
        ("{claim}`gravity-2021-15`", {"gravity-2021-15"}),
        ("[the chapter](articles/gravity-2021.md)", set()),
        ('derive("cross-r01", claim("trust-2023-04"))', {"cross-r01", "trust-2023-04"}),
        ("{reported}`gmv-2021-sina-tech`", {"reported.csv"}),
        ("{claim}`gravity-2021-99`", set()),
    ],
)
def test_names_are_read_from_the_page(source, names):
    assert page_data.names_of(source) == names


def test_a_chart_module_tells_which_claims_it_draws():
    source = "---\ndata: subsidy-2020\n---\n```{code-cell} python3\nfrom kuaishou.articles import subsidy_2020\nfrom claimcheck.pages import tables\n```\n"
    assert "cross-r140" in page_data.names_of(source)


def test_the_modules_that_a_module_imports_are_read_too():
    source = "```{code-cell} python3\nfrom kuaishou.market import tables\n```\n"
    assert {path.stem for path in page_data._imported(source)} >= {"tables", "arithmetic", "outlets"}


def test_a_metric_stands_for_its_figures(changed):
    page = "---\ndata: gmv\n---\n"
    before = page_data.digest(page, "page")
    changed("gravity-2021-10", "140")
    assert page_data.digest(page, "page") == before
    changed("trust-2023-08", "0.98")
    assert page_data.digest(page, "page") != before


def test_an_example_in_a_docstring_is_no_dependency():
    source = "---\ndata: newness-2022\n---\n```{code-cell} python3\nfrom claimcheck.pages.chapter import check\n```\n"
    assert page_data.names_of(source) == {"newness-2022", "words:newness-2022"}


def test_a_changed_figure_moves_the_digest_of_what_shows_it(changed):
    shows = {
        text: page_data.digest(text, "page")
        for text in (
            "{claim}`gravity-2021-17`",
            "{claim}`gravity-2021-15`",
            "{claim}`trust-2023-04`",
            'derive("gravity-2021-r04", x)',
            "---\ndata: gravity-2021\n---\n",
            "---\ndata: newness-2022\n---\n",
        )
    }
    changed("gravity-2021-16", "600")
    moved = {text for text, before in shows.items() if page_data.digest(text, "page") != before}
    # 2019's GMV goes into the growth printed and into the multiple; 2020's is recomputed from it too
    assert moved == {
        "{claim}`gravity-2021-17`",
        "{claim}`gravity-2021-15`",
        'derive("gravity-2021-r04", x)',
        "---\ndata: gravity-2021\n---\n",
    } | ({"{claim}`trust-2023-04`"} & moved)
    assert "---\ndata: newness-2022\n---\n" not in moved


def test_the_roles_and_the_pages_read_one_register():
    assert page_data.register is claim_roles.register


def test_what_a_figure_counts_reaches_the_pages_of_its_metric(under):
    known = chapter.register()
    pages = {name: f"---\ndata: {name}\n---\n{CELL}" for name in ("dau", "gmv")}
    before = {name: page_data.digest(page, name) for name, page in pages.items()}
    of = known.definitions
    other = {key: replace(one, definition="another") if key[0] == "dau" else one for key, one in of.by_scope.items()}
    under(replace(known, definitions=replace(of, by_scope=other)))
    assert {name for name, page in pages.items() if page_data.digest(page, name) != before[name]} == {"dau"}


@pytest.mark.parametrize("column", ["paraphrase", "note"])
def test_other_words_for_a_claim_reach_the_pages_that_name_words(under, column):
    known = chapter.register()
    names = ("all", "words", "trust-2023", "newness-2022", "gmv")
    pages = {name: f"---\ndata: {name}\n---\n{CELL}" for name in names}
    before = {name: page_data.digest(page, name) for name, page in pages.items()}
    reworded = replace(known.claims["trust-2023-04"], **{column: "Said otherwise."})
    under(replace(known, claims={**known.claims, reworded.id: reworded}))
    assert {name for name, page in pages.items() if page_data.digest(page, name) != before[name]} == {
        "words",
        "trust-2023",
    }


@pytest.mark.site
def test_pages_that_do_not_name_the_words_of_claims_print_none():
    """Else they would stay as they are when the words change."""
    words = [
        text.rstrip(".")
        for claim in chapter.register().claims.values()
        for text in (claim.paraphrase, claim.note)
        if len(text) > 12
    ]
    for address in site.listed():
        source = (site.ROOT / address).with_suffix(".md").read_text(encoding="utf-8")
        if not any(name.startswith(page_data.WORDS) for name in page_data.names_of(source)):
            article = markup.words(markup.article(markup.read(site.page(address).source)))
            assert [text for text in words if text in article] == [], address
