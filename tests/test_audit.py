"""The audit on a small sound site: nothing is found there, and each fault that is planted is."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path

import pytest
import site_support

from claimcheck.citing.edition import Edition, edition
from tools import audit
from tools.audit.page import target

EDITION = Edition("A report", ("Its authors",), "What it is.", (), "2.3.4", "2031-05-06", "https://example.org/r/")
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://example.org/r/chapters/page.html",
    "claimReviewed": "x",
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Organization", "name": "A paper"}},
    "reviewRating": {"@type": "Rating", "alternateName": "supported"},
    "author": {"@type": "Organization", "name": "Its authors"},
    "datePublished": "2031-05-06",
    "isPartOf": {"version": "2.3.4"},
}
CITATION = '<dl class="citation"><dt>GB/T</dt><dd><p>Its authors. A report[DS/OL]. V2.3.4.</p></dd></dl>'
CHART = (
    '<figure class="chart" id="chart-rise"><img src="../charts/chapters/page/rise.svg" alt="GMV rises.">'
    '<figcaption><a href="../charts/chapters/page/rise.csv">CSV</a></figcaption></figure>'
)
ALLOWED = '<p style="width: 3em" data-on="x">on = "x"</p>'  # what looks like something that the policy refuses
BODY = f'<h2 id="part">Part</h2>{CHART}{ALLOWED}<p><a href="#part">up</a> <a href="../index.html#top">top</a> <a href="https://example.net/">out</a></p>'


def page_of(body: str, head: str = "", review: dict | None = None, cited: str = CITATION) -> str:
    block = f'<script type="application/ld+json">{json.dumps(review or REVIEW)}</script>'
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>A page</title>'
        f'<link rel="canonical" href="https://example.org/r/chapters/page.html">'
        f'<link rel="stylesheet" href="../_static/a.css">{head}{block}</head>'
        f'<body><article class="bd-article">{body}{cited}</article></body></html>\n'
    )


class Site:
    """A site of two pages with a chart, sound as it stands."""

    def __init__(self, root: Path):
        self.root = root
        self.write(
            "index.html",
            '<!DOCTYPE html>\n<html lang="en"><head><title>A report</title></head>'
            '<body><h1 id="top">A report</h1><a href="chapters/page.html#part">page</a></body></html>\n',
        )
        self.write("chapters/page.html", page_of(BODY))
        self.write("sitemap.xml", "<urlset><url><loc>https://example.org/r/chapters/page.html</loc></url></urlset>")
        self.write("_static/a.css", "body { margin: 0 } .x { background: url(data:image/png;base64,AA) }")
        self.write("charts/chapters/page/rise.svg", "<svg xmlns='http://www.w3.org/2000/svg'><!-- 快手 GMV --></svg>")
        self.write("charts/chapters/page/rise.csv", "year,gmv\n2020,1\n")
        self.write("charts/chapters/page/rise.png", PNG)

    def write(self, name: str, content: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def page(self, body: str = BODY, **more) -> None:
        self.write("chapters/page.html", page_of(body, **more))

    def codes(self) -> list[str]:
        return [fault.code for fault in audit.audit(self.root, EDITION, processes=1).faults]


@pytest.fixture
def site(tmp_path) -> Site:
    return Site(tmp_path)


def test_a_sound_site_has_no_fault(site):
    assert audit.audit(site.root, EDITION, processes=1).faults == ()


def plant(code: str, body: str = BODY, **more):
    return pytest.param(
        lambda site: site.page(body, **more), code, id=f"{code}: {body if body != BODY else next(iter(more), '')}"[:70]
    )


def plant_file(code: str, name: str, content: str | bytes):
    return pytest.param(lambda site: site.write(name, content), code, id=f"{code}: {name}")


PLANTED = [
    plant("dead-link", BODY + '<a href="nowhere.html">x</a>'),
    plant("dead-link", BODY + '<a href="../../outside.html">x</a>'),
    plant("dead-link", BODY + '<a href="/r/gone.html">x</a>'),
    plant("dead-link", BODY + '<a href="/index.html">on the host, but not of the site</a>'),
    plant("dead-link", BODY + '<a href="../charts/">a folder without a page</a>'),
    plant("dead-link", head='<link rel="stylesheet" href="../_static/gone.css">'),
    plant("dead-link", head='<meta http-equiv="refresh" content="0; url=gone.html">'),
    plant("dead-anchor", BODY + '<a href="#gone">x</a>'),
    plant("dead-anchor", BODY + '<a href="../index.html#gone">x</a>'),
    plant("missing-figure", BODY.replace("rise.svg", "gone.svg")),
    plant("missing-figure", BODY.replace(CHART, '<figure class="chart" id="chart-rise"></figure>')),
    plant("missing-figure", BODY.replace(CHART, "")),
    plant("missing-figure", BODY + "<pre>&lt;Figure size 640x480 with 1 Axes&gt;</pre>"),
    plant("missing-figure", BODY + "<pre>Chart(rise: GMV rises)</pre>"),
    pytest.param(
        lambda site: (site.root / "charts/chapters/page/rise.png").unlink(),
        "missing-figure",
        id="missing-figure: no PNG",
    ),
    plant("stderr", BODY + '<div class="output stderr">x</div>'),
    plant("stderr", BODY + "<pre>x.py:1: FutureWarning: will go</pre>"),
    plant("traceback", BODY + "<pre>Traceback (most recent call last)\n</pre>"),
    plant("traceback", BODY + "<pre>\nKeyError: 'x'</pre>"),
    plant("traceback", BODY + '<div class="output traceback">x</div>'),
    plant("problematic", BODY + '<span class="problematic">{claim}</span>'),
    plant("missing-glyph", BODY + "<p>Glyph 24555 missing from font(s) DejaVu Sans.</p>"),
    plant("missing-glyph", BODY + "<p>a \ufffd</p>"),
    plant_file("missing-glyph", "charts/chapters/page/rise.svg", "<svg><!-- 快手 \U0001f600 --></svg>"),
    plant("duplicate-id", BODY + '<p id="part">again</p>'),
    plant("external-request", head='<script src="https://cdn.example.net/x.js"></script>'),
    plant("external-request", BODY + '<img alt="x" src="//example.net/x.png">'),
    plant("external-request", BODY + '<img alt="x" srcset="https://example.net/x.png 2x">'),
    plant("external-request", head='<script src="//example.net/x.js"></script>'),
    plant("external-request", head='<link rel="stylesheet" href="https://fonts.example.net/css">'),
    plant("external-request", head='<link rel="preconnect" href="https://fonts.example.net">'),
    plant("external-request", BODY + '<iframe src="http://example.net"></iframe>'),
    plant_file("external-request", "_static/a.css", "@font-face { src: url('https://fonts.example.net/x.woff2') }"),
    plant_file("external-request", "_static/a.css", '@import "//example.net/x.css";'),
    plant("refused-by-policy", head="<script>alert(1)</script>"),
    plant("refused-by-policy", head="<style>p{}</style>"),
    plant("refused-by-policy", BODY + '<button onclick="go()">x</button>'),
    plant_file("over-budget", "_static/a.css", b"/*" + base64.b64encode(os.urandom(400_000)) + b"*/"),
    pytest.param(lambda site: many(site), "over-budget", id="over-budget: 26 requests"),
    plant("invalid-html", BODY + "<p><b>never closed</p>"),
    plant("invalid-html", BODY + "<div><p>x</div></p>"),
    plant("invalid-html", BODY + "<table><p>x</p></table>"),
    plant("invalid-html", BODY + "<details><summary><p>x</p></summary></details>"),
    plant("invalid-html", BODY + '<table><tr><td role="cell">x</td></tr></table>'),
    plant("invalid-html", BODY + "<figure><p>x</p><figcaption>x</figcaption><p>y</p></figure>"),
    plant("invalid-html", BODY + '<a href="?figure=539.5%">x</a>'),
    plant("invalid-html", BODY + '<a href="?figure=a b">x</a>'),
    plant("invalid-json-ld", head='<script type="application/ld+json">{"@type": </script>'),
    plant("invalid-json-ld", review={**REVIEW, "author": None}),
    plant("invalid-json-ld", review={**REVIEW, "reviewRating": {"@type": "Rating"}}),
    plant("invalid-json-ld", review={**REVIEW, "@type": "Recipe"}),
    plant("invalid-json-ld", review={**REVIEW, "claimReviewed": "x" * 76}),
    plant("invalid-json-ld", review={**REVIEW, "itemReviewed": {"@type": "Claim"}}),
    plant("invalid-json-ld", review={**REVIEW, "author": {"@type": "Organization"}}),
    plant("invalid-json-ld", review={**REVIEW, "datePublished": "yesterday"}),
    plant("invalid-json-ld", review={**REVIEW, "url": "https://example.org/r/chapters/other.html"}),
    plant("invalid-json-ld", head='<meta http-equiv="refresh" content="0; url=../index.html">'),
    plant("invalid-json-ld", head='<meta name="robots" content="noindex">'),
    plant("invalid-json-ld", head=f'<script type="application/ld+json">{json.dumps(REVIEW)}</script>'),
    plant_file("invalid-json-ld", "sitemap.xml", "<urlset></urlset>"),
    plant("invalid-json-ld", review={"@context": "https://schema.org", "@type": "Dataset", "name": "x"}),
    plant("stale-citation", cited=CITATION.replace("2.3.4", "2.3.3")),
    plant("stale-citation", cited=CITATION.replace("V2.3.4", "(Version 1.0.0)")),
    plant("stale-citation", cited=""),
    plant("stale-citation", review={**REVIEW, "isPartOf": {"version": "2.3.3"}}),
    plant("stale-citation", head='<link rel="canonical" href="https://elsewhere.example/page.html">'),
]


def many(site: Site) -> None:
    for n in range(25):
        site.write(f"_static/{n}.js", "")
    site.page(head="".join(f'<script src="../_static/{n}.js"></script>' for n in range(25)))


@pytest.mark.parametrize(("spoil", "code"), PLANTED)
def test_a_planted_fault_is_found(site, spoil, code):
    spoil(site)
    assert code in site.codes()


def test_every_kind_of_fault_is_planted():
    assert {param.values[1] for param in PLANTED} == set(audit.CODES)


def test_a_fault_says_where_it_is(site):
    site.page(BODY + '\n<a href="gone.html">x</a>')
    (fault,) = audit.audit(site.root, EDITION, processes=1).faults
    assert str(fault) == "chapters/page.html:3:a: found gone.html, expected a file of the site [dead-link]"


# addresses, and the command


@pytest.mark.parametrize(
    ("address", "value", "expected"),
    [
        ("a/b.html", "c.html#x", ("a/c.html", "x")),
        ("a/b.html", "../c.html", ("c.html", "")),
        ("a/b.html", "#x", ("a/b.html", "x")),
        ("a/b.html", "../../c.html", ("../c.html", "")),
        ("a/b.html", "../c/", ("c/index.html", "")),
        ("a/b.html", "mailto:x@y.z", None),
        ("b.html", "//host/x", None),
        ("a/b.html", "%E5%BF%AB.html", ("a/快.html", "")),
        ("b.html", "?q=x", ("b.html", "")),
        ("404.html", "/r/c/x.html#y", ("c/x.html", "y")),
        ("404.html", "/r/", ("index.html", "")),
        ("404.html", "/elsewhere/c.html", ("../elsewhere/c.html", "")),
    ],
)
def test_an_address_is_resolved_as_a_browser_does(address, value, expected):
    assert target(address, value, "/r/") == expected


def test_the_command_fails_on_a_fault_and_says_so(site, capsys, monkeypatch):
    monkeypatch.setattr(audit, "edition", lambda: EDITION)
    assert audit.main([str(site.root)]) == 0
    assert "chapters/page.html: " in capsys.readouterr().out
    site.page(BODY + '<a href="gone.html">x</a>')
    assert audit.main([str(site.root)]) == 1
    said = capsys.readouterr()
    assert "[dead-link]" in said.err and "1 dead-link" in said.out
    assert audit.main([str(site.root / "nothing")]) == 2


@pytest.mark.site
def test_the_built_site_has_no_fault():
    report = audit.audit(audit.SITE, edition())
    assert report.faults == ()
    assert {weight.page for weight in report.weights} >= set(site_support.listed())
