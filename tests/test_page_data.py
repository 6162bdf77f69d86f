"""What a page is made of: a change reaches it exactly where it shows."""

from __future__ import annotations

import pytest

from _ext.reading import claim_roles, page_data
from claimcheck import loading
from claimcheck.pages import chapter

CACHES = (page_data.article_digest, page_data.claim_digest, page_data.relation_digest, page_data.metric_digest)
CELL = "```{code-cell} python3\nregister()\n```\n"


@pytest.fixture
def changed(monkeypatch):
    """Digests under a register in which one claim prints another value."""

    def with_value(claim_id: str, value: str):
        for cached in CACHES:
            cached.cache_clear()
        other = loading.with_value(chapter.register(), claim_id, value)
        monkeypatch.setattr(page_data, "register", lambda: other)

    yield with_value
    for cached in CACHES:
        cached.cache_clear()


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("# Nothing\n\nProse about 2021.\n", set()),
        (f"---\nfile_format: mystnb\n---\n{CELL}", {"all"}),
        (f"---\ndata: trust-2023 evidence.csv\n---\n{CELL}", {"trust-2023", "evidence.csv"}),
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
    assert page_data.names_of(source) == {"newness-2022"}


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
