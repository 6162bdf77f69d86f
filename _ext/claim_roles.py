"""Roles that quote a figure: {claim} for the articles' own, {reported} for those published elsewhere.

``{claim}`gravity-2021-15` `` renders the figure with its unit, links to its anchor on the
Claims page and shows its arithmetic verdict; ``{evidence}`gravity-2021-15` `` shows what else
is known of it. An id that the register does not know is a warning, which fails the strict build.
"""

from __future__ import annotations

from functools import lru_cache

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from claimcheck import loading as registers
from claimcheck.register.record import Register

logger = logging.getLogger(__name__)
CLAIMS_PAGE = "chapters/claims"


@lru_cache(maxsize=1)
def register() -> Register:
    """The register, loaded once for a build."""
    return registers.load()


class FigureRole(SphinxRole):
    """A role whose text is an id; subclasses say which table it is looked up in and what is shown."""

    table = "claims"

    def run(self):
        row = getattr(register(), self.table).get(self.text)
        if row is None:
            logger.warning("unknown id in {%s}: %s", self.name, self.text, location=self.get_location())
            return [nodes.Text(self.text)], []
        return self.show(row), []

    def show(self, row) -> list[nodes.Node]:
        raise NotImplementedError

    def claim_link(self, claim_id: str, text: str, name: str) -> nodes.reference:
        """A link to the claim's anchor."""
        uri = self.env.app.builder.get_relative_uri(self.env.docname, CLAIMS_PAGE) + "#" + claim_id
        return nodes.reference("", "", nodes.Text(text), refuri=uri, internal=True, classes=[name])


class ClaimRole(FigureRole):
    """The figure of a claim, linked to its anchor, with its arithmetic verdict."""

    def show(self, row):
        return [
            self.claim_link(row.id, row.figure_text, "claim"),
            nodes.Text("\u00a0"),
            badge(register().verdict_of(row.id).code),
        ]


class EvidenceRole(FigureRole):
    """The evidence verdict of a claim."""

    def show(self, row):
        return [badge(register().evidence_of(row.id).code)]


class ReportedRole(FigureRole):
    """A figure published elsewhere, linked to its address, with the kind of source."""

    table = "reported"

    def show(self, row):
        link = nodes.reference(
            "", "", nodes.Text(row.quoted), refuri=row.source_url, internal=False, classes=["reported"]
        )
        kind = nodes.inline("", row.source_kind.replace("_", " "), classes=["source-kind", f"source-{row.source_kind}"])
        return [link, nodes.Text("\u00a0"), kind]


def badge(code: str) -> nodes.inline:
    """A verdict as words in a coloured frame."""
    return nodes.inline("", code.replace("_", " "), classes=["verdict", f"verdict-{code.replace('_', '-')}"])


def setup(app: Sphinx) -> dict:
    app.add_role("claim", ClaimRole())
    app.add_role("evidence", EvidenceRole())
    app.add_role("reported", ReportedRole())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
