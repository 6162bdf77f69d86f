"""Keep what prose quotes from the kernel in the executed notebook, so that a notebook taken away reads like its page.

MyST-NB writes each executed notebook beside the site, with its cells' outputs but with {eval} roles as they
were. Here each result is noted in the notebook's metadata as [name, text], in the order of the page;
`tools/take_away` puts them into the text. How long each page took is written beside the site, never into it.
"""

from __future__ import annotations

from ast import literal_eval
from pathlib import Path

from myst_nb.core.execute.inline import NotebookClientInline
from myst_nb.sphinx_ import NbMetadataCollector
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


def prepare() -> None:
    """Have MyST-NB's client note results."""
    if not hasattr(NotebookClientInline.eval_variable, "__wrapped__"):
        wrapped = noting(NotebookClientInline.eval_variable)
        wrapped.__wrapped__ = NotebookClientInline.eval_variable
        NotebookClientInline.eval_variable = wrapped


def write_times(app: Sphinx, exception: Exception | None) -> None:
    """Write the seconds that each page's execution took, in the build that executed it last, to `times.csv`."""
    if exception is not None or app.builder.name != "html":
        return
    found = ((name, NbMetadataCollector.get_exec_data(app.env, name)) for name in sorted(app.env.found_docs))
    rows = [f"{name},{data['runtime']:.2f}\n" for name, data in found if data]
    Path(app.outdir).with_name("times.csv").write_text("page,seconds\n" + "".join(rows), encoding="utf-8")
