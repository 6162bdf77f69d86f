"""What Jupyter Book's stack has to be told before it reads a page.

Jupyter Book has no `-j`: pages are read, and so executed, one after another unless `app.parallel`
is set here. Sphinx falls back to that when any extension is not marked safe; the ones named in
`SAFE` keep their state per page and are only missing the mark.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Sequence
from typing import Any

from sphinx import builders
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.parallel import parallel_available

from claimcheck.loading import book_dir
from claimcheck.pages.build import kept_times

FEW = 5  # pages that Sphinx reads one after the other
SAFE = ("jupyter_book", "sphinx_external_toc", "sphinx_multitoc_numbering", "sphinxcontrib.bibtex")


def prepare(app: Sphinx) -> None:
    """Have pages read side by side, one to a process, two for each core or as many as BOOK_JOBS says: a page waits
    for its kernel half of its time.

    Nothing is thrown away before the build ends: looking for what could be takes a quarter of its processor time.
    """
    gc.disable()
    setattr(builders, "make_chunks", one_page_each)  # noqa: B010, the name is imported there and not its own
    setattr(Builder, "_read_serial", also_few(Builder._read_serial))  # noqa: B010, a method of another's class
    app.parallel = int(os.environ.get("BOOK_JOBS", 0)) or 2 * (os.cpu_count() or 1)
    # Jupyter Book hands this over whether or not sphinx_comments is loaded; unknown, it is a warning.
    app.add_config_value("comments_config", {}, "")


def keep(app: Sphinx, exception: Exception | None) -> None:
    """Nothing is looked through for what could be thrown away when the build ends either."""
    gc.freeze()


def mark(app: Sphinx, config) -> None:
    """Declare the extensions in `SAFE` fit for reading and writing pages side by side."""
    for name in SAFE:
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True
            app.extensions[name].parallel_write_safe = True


def run_removed_cells(app: Sphinx, docname: str, source: list[str]) -> None:
    """Have a cell tagged `remove-cell` run where it stands. MyST-NB leaves it until the next shown cell,
    so every {eval} in the prose between the two would find nothing."""
    source[0] = re.sub(r"^(:tags: \[.*)\bremove-cell\b", r"\1remove-input, remove-output", source[0], flags=re.M)


def one_page_each(arguments: Sequence[str], nproc: int, maxbatch: int = 10) -> list[Any]:
    """In place of Sphinx's batches: pages differ in length by a factor of five, and an idle core costs more than a fork.

    Those that took longest when times were kept come first, so that none is left to one core at the end.
    """
    seconds = {row["page"]: float(row["seconds"] or 0) for row in kept_times(book_dir())}
    return [[docname] for docname in sorted(arguments, key=lambda docname: -seconds.get(docname, 0))]


def also_few(one_by_one: Callable[[Builder, list[str]], None]) -> Callable[[Builder, list[str]], None]:
    """Pages side by side also where they are few."""

    def read(builder: Builder, docnames: list[str]) -> None:
        few = parallel_available and 1 < len(docnames) <= FEW and builder.app.parallel > 1
        if few and builder.app.is_parallel_allowed("read"):
            builder._read_parallel(docnames, builder.app.parallel)
        else:
            one_by_one(builder, docnames)

    return read
