"""A page begins with its answer: the folded set-up, which has to run first, is shown below the text that follows it.

Only the order on the page is changed. The cell runs where it stands, and stands there in the executed notebook.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

TEXT = (
    nodes.paragraph,
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.definition_list,
    nodes.block_quote,
    nodes.table,
)


def is_setup(node: nodes.Node) -> bool:
    """Whether this is a cell whose code is folded away and that shows nothing."""
    return (
        isinstance(node, nodes.container)
        and node.get("nb_element") == "cell_code"
        and node.get("hide_mode") == "input"
        and not any(part.get("nb_element") == "cell_code_output" for part in node.children)
    )


class AnswerFirst(SphinxTransform):
    """Put the set-up that a page begins with behind the paragraphs and lists after it."""

    default_priority = 415

    def apply(self, **kwargs) -> None:
        title = next(iter(self.document.findall(nodes.title)), None)
        if title is None:
            return
        page, place = title.parent, title.parent.index(title) + 1
        if place < len(page) and is_setup(page[place]):
            setup = page.pop(place)
            while place < len(page) and isinstance(page[place], TEXT):
                place += 1
            page.insert(place, setup)
