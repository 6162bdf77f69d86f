"""Keep what prose quotes from the kernel in the executed notebook, so that a notebook taken away reads like its page.

MyST-NB writes each executed notebook beside the site, with its cells' outputs but with {eval} roles as they
were. Here each result is noted in the notebook's metadata as [name, text], in the order of the page;
`tools/take_away.py` puts them into the text.
"""

from __future__ import annotations

from ast import literal_eval

from myst_nb.core.execute.inline import NotebookClientInline
from sphinx.application import Sphinx

KEY = "eval_results"


def shown(outputs: list) -> str:
    """The text a page shows for the outputs of an expression: a string without its quotes."""
    text = "".join(output.get("data", {}).get("text/plain", "") for output in outputs)
    return literal_eval(text) if text[:1] in ("'", '"') else text


def noting(original):
    """`eval_variable` that notes what it gives out."""

    def eval_variable(client, name: str) -> list:
        outputs = original(client, name)
        client.notebook.metadata.setdefault(KEY, []).append([name, shown(outputs)])
        return outputs

    return eval_variable


def setup(app: Sphinx) -> dict:
    if not hasattr(NotebookClientInline.eval_variable, "__wrapped__"):
        wrapped = noting(NotebookClientInline.eval_variable)
        wrapped.__wrapped__ = NotebookClientInline.eval_variable
        NotebookClientInline.eval_variable = wrapped
    return {"parallel_read_safe": True, "parallel_write_safe": True}
