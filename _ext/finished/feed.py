"""The Atom feed of releases and corrections, made from CHANGELOG.md: who follows it learns which verdicts turned.

A release is a section of the changelog. The day of the version that this is stands in CITATION.cff, that of an earlier
one in its section, as a line `Released 2026-11-24.`, so that no repository is asked and every copy makes the same feed.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt

from claimcheck.citing.edition import Edition

ATOM = "http://www.w3.org/2005/Atom"
SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.M | re.S)
RELEASED = re.compile(r"^Released (\d{4}-\d\d-\d\d)\.\n", re.M)
TURNED = re.compile(r"^Verdicts that turned[^\n]*:\n\n((?: .*\n|\n)+)", re.M)


@dataclass(frozen=True)
class Entry:
    """One entry: its lasting name within the feed, title, ISO day, and HTML."""

    name: str
    title: str
    day: str
    html: str


def entries(changelog: str, of: Edition) -> Iterator[Entry]:
    """The releases, newest first, each before the verdicts that turned with it. ValueError where a day is missing."""
    markdown = MarkdownIt("commonmark", {"html": False})
    for version, text in SECTION.findall(changelog):
        day = RELEASED.search(text)
        if day is None and version != of.version:
            raise ValueError(f"CHANGELOG.md: version {version} has no line `Released YYYY-MM-DD.`")
        released = day[1] if day else of.released
        told = RELEASED.sub("", text).strip()
        yield Entry(version, f"Version {version}", released, markdown.render(told))
        for turned in TURNED.findall(text):
            yield Entry(
                f"{version}-verdicts", f"Verdicts that turned in version {version}", released, markdown.render(turned)
            )


def feed(changelog: str, of: Edition, address: str) -> bytes:
    """The feed as XML. address: its own."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    found = list(entries(changelog, of))

    def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
        element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
        element.text = text or None
        return element

    add(root, "id", of.address)
    add(root, "title", f"{of.title}: releases and corrections")
    add(root, "updated", _moment(max([of.released, *(entry.day for entry in found)])))
    add(root, "link", rel="self", type="application/atom+xml", href=address)
    add(root, "link", rel="alternate", type="text/html", href=of.address)
    for name in of.authors:
        add(add(root, "author"), "name", name)
    for entry in found:
        item = add(root, "entry")
        add(item, "id", f"{address}#{entry.name}")
        add(item, "title", entry.title)
        add(item, "updated", _moment(entry.day))
        add(item, "link", rel="alternate", type="text/html", href=of.at("chapters/corrections.html"))
        add(item, "content", entry.html, type="html")
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
