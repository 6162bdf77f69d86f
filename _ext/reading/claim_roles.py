"""Roles that quote a figure: {claim} for the articles' own, {reported} for those published elsewhere, {result} for what a
recomputation comes to.

Each is a link in the sentence, with the verdict in words or the source as the link's title. An id that the register does
not know is a warning, which fails the strict build.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from claimcheck.evidence.sources import KIND_WORDS
from claimcheck.evidence.standing import standing
from claimcheck.pages import prose
from claimcheck.pages.chapter import register

logger = logging.getLogger(__name__)
CLAIMS_PAGE, RELATIONS_PAGE = "chapters/claims", "chapters/relations"
WORDED = re.compile(r"(?P<words>.+?)\s*<(?P<id>[\w.-]+)>", re.S)


class FigureRole(SphinxRole):
    """A figure as a sentence carries it: a link, and what else is known of it as the link's title.

    The text is an id of the role's table. ``{claim}`fastest-growing <providers-2021-30>` `` puts other words in the
    figure's place; they may hold no digit, or a figure could be typed.
    """

    table = "claims"

    def run(self):
        worded = WORDED.fullmatch(self.text)
        row_id, words = (worded["id"], worded["words"]) if worded else (self.text, "")
        row = getattr(register(), self.table).get(row_id)
        if row is None or re.search(r"\d", words):
            what = "unknown id" if row is None else "a figure typed"
            logger.warning("%s in {%s}: %s", what, self.name, self.text, location=self.get_location())
            return [nodes.Text(self.text)], []
        return self.show(row, words), []

    def show(self, row, words: str) -> list[nodes.Node]:
        raise NotImplementedError

    def here(self, page: str, anchor: str) -> str:
        """The way from the page that is read to an anchor of another."""
        return self.env.app.builder.get_relative_uri(self.env.docname, page) + "#" + anchor

    def link(self, text: str, uri: str, title: str, name: str) -> list[nodes.Node]:
        is_here = not uri.startswith("http")
        return [nodes.reference("", "", nodes.Text(text), refuri=uri, reftitle=title, internal=is_here, classes=[name])]


class ClaimRole(FigureRole):
    """A printed figure, linked to its card, with its verdict in words."""

    def show(self, row, words):
        title = standing(register(), row.id).words
        return self.link(words or prose.figure(row), self.here(CLAIMS_PAGE, row.id), title, "claim")


class ResultRole(FigureRole):
    """What a recomputation comes to, linked to its line."""

    table = "relations"

    def show(self, row, words):
        title = f"Recomputed: {row.label}"
        return self.link(words or prose.result(row), self.here(RELATIONS_PAGE, row.id), title, "result")


class ReportedRole(FigureRole):
    """A figure published elsewhere, linked to its address, with its source."""

    table = "reported"

    def show(self, row, words):
        title = ", ".join(filter(None, (row.source_title, row.published, KIND_WORDS[row.source_kind])))
        return self.link(words or prose.figure(row), row.source_url, title, "reported")


class EvidenceRole(FigureRole):
    """The evidence verdict of a claim, for tables."""

    def show(self, row, words):
        return [badge(register().evidence_of(row.id).code)]


def badge(code: str) -> nodes.inline:
    """A verdict as words in a coloured frame."""
    return nodes.inline("", code.replace("_", " "), classes=["verdict", f"verdict-{code.replace('_', '-')}"])
