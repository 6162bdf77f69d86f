"""The feed of releases and corrections, by the rules of RFC 4287, and the form that mistakes are told in."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import site_support as site
import yaml

from _ext.finished.feed import ATOM, feed
from claimcheck.citing.edition import Edition, edition
from kuaishou import FEED

OF = Edition(
    "A report", ("A", "B"), "x", (), "2.0.0", "2031-05-06", "https://example.org/r/", "https://example.org/git"
)
CHANGELOG = """# Changelog

## 2.0.0

- *Better* & <quicker>.

Verdicts that turned (evidence):

  - refuted → supported: gravity-2021-33,
    gravity-2021-34

For the next engineer:

- More.

## 1.0.0

Released 2030-01-02.

The first version.
"""
ADDRESS = "https://example.org/r/feed.xml"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")  # RFC 3339
PERSONS, ONCE = {"author", "contributor"}, {"id", "title", "updated"}
KNOWN = {"feed": {*ONCE, *PERSONS, "link", "subtitle", "rights", "icon", "logo", "generator", "category", "entry"}}
KNOWN["entry"] = {*ONCE, *PERSONS, "link", "summary", "content", "published", "rights", "source", "category"}


def broken(xml: bytes) -> Iterator[str]:
    """What RFC 4287 (4.1.1 to 4.2.7) forbids in a feed."""
    root = ET.fromstring(xml)
    if root.tag != f"{{{ATOM}}}feed":
        yield f"root {root.tag}"
    parts = [root, *root.iter(f"{{{ATOM}}}entry")]
    for part in parts:
        kind = part.tag.partition("}")[2]
        names = [child.tag.removeprefix(f"{{{ATOM}}}") for child in part]
        yield from (f"{kind}: {name} is not there once" for name in sorted(ONCE) if names.count(name) != 1)
        yield from (f"{kind}: unknown {name}" for name in set(names) - KNOWN[kind])
        links = {
            (link.get("rel", "alternate"), link.get("type"), link.get("hreflang"))
            for link in part
            if "link" in link.tag
        }
        if len(links) != names.count("link"):
            yield f"{kind}: two links of one kind"
        if kind == "entry" and "content" not in names and not any(rel == "alternate" for rel, *_ in links):
            yield "entry: neither content nor an alternate link"
        if kind == "entry" and "author" not in names and root.find(f"{{{ATOM}}}author") is None:
            yield "entry: no author here or in the feed"
    for element in root.iter():
        name = element.tag.partition("}")[2]
        if name in ("updated", "published") and not MOMENT.fullmatch(element.text or ""):
            yield f"{name}: {element.text} is no date of RFC 3339"
        if name in ("id", "uri") and not urlsplit(element.text or "").scheme:
            yield f"{name}: {element.text} is no IRI"
        if name == "link" and not element.get("href"):
            yield "link: no href"
        if name in ("title", "content", "summary") and element.get("type") == "html" and len(element):
            yield f"{name}: elements in escaped HTML"
    ids = [element.text for element in root.iter(f"{{{ATOM}}}id")]
    if len(set(ids)) != len(ids):
        yield "an id twice"


def test_a_release_is_an_entry_and_so_are_its_verdicts():
    made = feed(CHANGELOG, OF, ADDRESS)
    assert list(broken(made)) == []
    root = ET.fromstring(made)
    found = [
        [entry.findtext(f"{{{ATOM}}}{name}") for name in ("id", "updated", "content")]
        for entry in root.iter(f"{{{ATOM}}}entry")
    ]
    assert [entry[:2] for entry in found] == [
        [f"{ADDRESS}#2.0.0", "2031-05-06T00:00:00Z"],
        [f"{ADDRESS}#2.0.0-verdicts", "2031-05-06T00:00:00Z"],
        [f"{ADDRESS}#1.0.0", "2030-01-02T00:00:00Z"],
    ]
    assert "<em>Better</em> &amp; &lt;quicker&gt;." in found[0][2] and "Released" not in found[2][2]
    assert "gravity-2021-34" in found[1][2] and "More" not in found[1][2]
    assert root.findtext(f"{{{ATOM}}}updated") == "2031-05-06T00:00:00Z"


def test_an_earlier_version_has_to_say_its_day():
    with pytest.raises(ValueError, match=r"version 1\.0\.0 has no line"):
        feed(CHANGELOG.replace("Released 2030-01-02.", ""), OF, ADDRESS)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"<title>Version 1.0.0</title>", b"", "entry: title is not there once"),
        (b"#1.0.0<", b"#2.0.0<", "an id twice"),
        (b"2030-01-02T00:00:00Z", b"2030-01-02", "no date of RFC 3339"),
        (b"<title>Version 1.0.0</title>", b"<title>x</title><subject>y</subject>", "unknown subject"),
    ],
)
def test_what_is_broken_is_seen(old, new, said):
    made = feed(CHANGELOG, OF, ADDRESS)
    assert old in made
    assert any(said in fault for fault in broken(made.replace(old, new)))


@pytest.mark.site
def test_the_published_feed_is_sound():
    made = (site.SITE / FEED).read_bytes()
    assert list(broken(made)) == []
    root = ET.fromstring(made)
    assert len(list(root.iter(f"{{{ATOM}}}entry"))) >= 3
    self_link = next(link for link in root.iter(f"{{{ATOM}}}link") if link.get("rel") == "self")
    assert self_link.get("href") == edition().at(FEED)


# the form


@pytest.mark.parametrize("given", [{"claim_id": "gravity-2021-15"}, {"page": "chapters/growth.html"}])
def test_a_report_of_a_mistake_opens_with_what_is_known(given):
    form = yaml.safe_load((site.ROOT / ".github" / "ISSUE_TEMPLATE" / "mistake.yml").read_text(encoding="utf-8"))
    fields = {part["id"] for part in form["body"]}
    address = urlsplit(edition().mistake(**given))
    filled = {name: value for name, (value,) in parse_qs(address.query).items()}
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{edition().repository}/issues/new"
    assert filled.pop("template") == "mistake.yml" and filled.pop("title").startswith(next(iter(given.values())))
    assert filled and set(filled) <= fields
    assert filled.get("claim") == given.get("claim_id") and filled.get("page", "").endswith(given.get("page", ""))
