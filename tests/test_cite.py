"""Citations: the standard's own examples, entries that citation tools read, one version number everywhere."""

from __future__ import annotations

import csv
import json
import re
import shutil
from html import unescape
from pathlib import Path

import jsonschema
import pytest
import yaml
from pybtex.database import parse_string

from claimcheck.citing import edition as cite
from claimcheck.citing import schema_org, styles
from claimcheck.citing.styles import Source
from claimcheck.evidence.standing import Standing, standing
from claimcheck.pages import tables
from kuaishou import EXTRA

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
EXAMPLES = list(csv.DictReader((CASES / "citations.csv").open(encoding="utf-8")))
EDITION = cite.Edition(
    "A report", ("Its authors",), "What it is.", ("figures",), "2.3.4", "2031-05-06", "https://example.org/r/"
)


def squeezed(text: str) -> str:
    """Without white space: where the standard has it in print is a matter of its fonts."""
    return re.sub(r"\s", "", text)


def source_of(case: dict) -> Source:
    return Source(
        "key",
        case["kind"],
        case["title"],
        tuple(filter(None, case["authors"].split("|"))),
        case["platform"],
        case["version"],
        case["issued"],
        case["estimated"] == "yes",
        case["accessed"],
        case["url"],
    )


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["source"][:50])
def test_a_citation_comes_out_as_its_style_prints_it(case):
    form = {"gbt": styles.gbt, "apa": styles.apa}[case["style"]](source_of(case))
    if case["style"] == "apa":
        assert form == case["printed"]
    else:
        printed = re.sub(r"^\[\d+\] ", "", case["printed"])  # the number in the list of references
        assert squeezed(form) == squeezed(printed)
        assert "  " not in form and not re.search(r"\. ?\.", form)


def test_more_than_three_authors_end_in_the_language_of_the_names():
    assert styles.gbt(Source("k", "webpage", "T", ("A", "B", "C", "D"))).startswith("A, B, C, et al. T")
    assert styles.gbt(Source("k", "webpage", "题", ("甲", "乙", "丙", "丁"))).startswith("甲, 乙, 丙, 等. 题")


def test_two_authors_in_apa_are_joined():
    assert (
        styles.apa(Source("k", "webpage", "T", ("Ann, A.", "Ben, B."), issued="2020-05"))
        == "Ann, A., & Ben, B. (2020, May). T."
    )


# BibTeX and CSL-JSON are read by tools


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("100% & more", r"100\% \& more"),
        ("a_b #1 {x}", r"a\_b \#1 \{x\}"),
        ("~ ^ \\", r"\textasciitilde{} \textasciicircum{} \textbackslash{}"),
        ("直播電商的半邊天", "直播電商的半邊天"),
    ],
)
def test_bibtex_is_read_back(title, written):
    source = Source(
        "key-1", "dataset", title, ("The authors",), "Outlet & Co", "1.0.0", "2026-11-24", url="https://e.org/a_b?c=%20"
    )
    entry = parse_string(styles.bibtex(source), "bibtex").entries["key-1"]
    assert entry.type == "dataset" and entry.fields["url"] == source.url and entry.fields["year"] == "2026"
    assert [str(person) for person in entry.persons["author"]] == ["{The authors}"]
    assert entry.fields["title"] == f"{{{written}}}"


def test_csl_json_has_the_fields_of_its_schema():
    (item,) = json.loads(
        styles.csl_json(
            Source("k", "webpage", "T", ("A",), "Site", "", "2021-03", True, "2026-11-24", "https://e.org/")
        )
    )
    assert item == {
        "id": "k",
        "type": "webpage",
        "title": "T",
        "author": [{"literal": "A"}],
        "container-title": "Site",
        "issued": {"date-parts": [[2021, 3]], "circa": True},
        "accessed": {"date-parts": [[2026, 11, 24]]},
        "URL": "https://e.org/",
        "language": "en",
    }


def test_nothing_unknown_leaves_a_mark():
    bare = Source("k", "webpage", "T")
    assert styles.gbt(bare) == "T[EB/OL]." and styles.apa(bare) == "T. (n.d.)."
    assert parse_string(styles.bibtex(bare), "bibtex").entries["k"].fields.keys() == {"title", "langid"}


# the report's own


def test_every_form_of_a_claim_names_version_date_and_address(register):
    for name, text in styles.forms(cite.claim(register, "gravity-2021-15", EDITION)).items():
        for part in (
            "A report",
            "2.3.4",
            "2031",
            "https://example.org/r/c/gravity-2021-15/",
            "Its authors",
            "3812億元",
        ):
            assert part in text, f"{name} without {part}"


def test_a_page_is_cited_at_its_address():
    assert cite.page("chapters/data.html", "Data", EDITION).url == "https://example.org/r/chapters/data.html"
    assert cite.page("index.html", "A report", EDITION).url == "https://example.org/r/"
    assert cite.page("index.html", "A report", EDITION).title == "A report"


def test_an_unknown_id_is_not_cited(register):
    with pytest.raises(KeyError):
        cite.claim(register, "gravity-2021-999")
    with pytest.raises(KeyError):
        cite.article_source(register, "nothing-2021")


def test_what_an_article_does_not_say_stays_out_of_its_citation(register):
    forms = {article: styles.forms(cite.article_source(register, article)) for article in register.articles}
    assert "([2021])" in forms["gravity-2021"]["GB/T 7714-2025"], "the year of the event is an estimate"
    assert "(2023-04-15)" in forms["trust-2023"]["GB/T 7714-2025"]
    assert "show-45" not in str(forms["newness-2022"]["GB/T 7714-2025"]), "a path without a host is no address"
    for article in register.articles:
        assert parse_string(forms[article]["BibTeX"], "bibtex").entries.keys() == {article}
        row = register.articles[article]
        assert row.cited_outlet in row.outlet and row.cited_author in row.author


def test_a_chapter_shows_the_citation_of_its_article(register):
    shown = tables.citation_table(register, "trust-2023")
    assert isinstance(shown, tables.Table)
    assert "劉丹. " in shown._repr_html_() and "@online{trust-2023" in shown._repr_html_()


def test_the_html_says_what_the_forms_say(register):
    source = cite.claim(register, "gravity-2021-15", EDITION)
    text = unescape(re.sub("<[^>]*>", "", cite.forms_html(source)))
    for form in styles.forms(source).values():
        assert form in text
    assert cite.forms_html(source).count('class="read-on"') == 1 and "<i>A report: claim" in cite.forms_html(source)


# one version number


def test_the_citation_file_is_valid_and_agrees():
    """Against the schema of the Citation File Format 1.2.0 (tests/cases/, CC BY 4.0, citation-file-format.github.io)."""
    schema = json.loads((CASES / "cff-1.2.0-schema.json").read_text(encoding="utf-8"))
    given = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    given["date-released"] = str(given["date-released"])
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(given)] == []
    assert [*validator.iter_errors(given | {"licence": "MIT"})], "a misspelt key is found"
    edition = cite.read_edition(ROOT)
    assert (edition.version, edition.released) == (given["version"], given["date-released"])
    assert f"\n## {edition.version}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("CITATION.cff", "version: ", "version: 9", "CITATION.cff says version 9"),
        ("_config.yml", "baseurl: https://", "baseurl: http://", "https address"),
    ],
)
def test_files_that_do_not_agree_stop_everything(tmp_path, file, old, new, said):
    for name in ("pyproject.toml", "CITATION.cff", "_config.yml"):
        shutil.copy(ROOT / name, tmp_path)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert re.search(rf"^ *{old}", text, re.M)
    (tmp_path / file).write_text(re.sub(rf"(?m)^( *){old}", rf"\g<1>{new}", text), encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        cite.read_edition(tmp_path)


# schema.org


def test_a_claim_without_a_finding_has_no_review(register):
    reviews = {claim_id: schema_org.claim_review(register, claim_id, EDITION) for claim_id in register.claims}
    for claim_id, review in reviews.items():
        found = standing(register, claim_id)
        assert (review is None) == (found in (Standing.OPEN, Standing.NONE)), claim_id
        if review:
            assert review["reviewRating"]["alternateName"] == found.words
            assert review["url"] == f"https://example.org/r/c/{claim_id}/cite.html"
            assert len(review["claimReviewed"]) <= 75
            assert review["claimReviewed"].endswith(
                (register.claims[claim_id].figure_text, register.claims[claim_id].read)
            )
    assert 50 < sum(map(bool, reviews.values())) < len(reviews)


def test_the_explanation_has_both_technical_verdicts(register):
    for claim_id in register.claims:
        if review := schema_org.claim_review(register, claim_id):
            explained = review["reviewRating"]["ratingExplanation"]
            assert register.verdict_of(claim_id).message in explained
            assert register.evidence_of(claim_id).reason in explained


def test_the_dataset_lists_every_file_of_the_package(register):
    descriptor = json.loads((register.root / "datapackage.json").read_text(encoding="utf-8"))
    found = schema_org.dataset(descriptor, EDITION, EXTRA)
    addresses = [part["contentUrl"] for part in found["distribution"]]
    for resource in descriptor["resources"]:
        assert f"https://example.org/r/data/{resource['path']}" in addresses
    assert found["version"] == "2.3.4" and found["license"].startswith("https://creativecommons.org/")
    assert 50 <= len(schema_org.dataset(descriptor)["description"]) <= 5000, "the bounds Google's dataset search sets"
