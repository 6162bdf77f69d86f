"""The tables as they would be, checked in a copy before anything is written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from claimcheck.loading import examine
from claimcheck.register.checks_text import articles_dir
from claimcheck.register.faults import Fault
from claimcheck.register.package import Package, read_package

OPEN = ("uncovered", "unjudged")  # what remains to be done while an article is taken in


def new_faults(root: Path, texts: Mapping[Path, str | None], articles: Path | None) -> tuple[list[Fault], Package]:
    """The faults that the package at `root` has with these files and not without them, and that package.

    texts: what is to stand in files below `root`; other files are left aside. articles: the folder of the texts.
    """
    folder = articles_dir(root, articles)
    before = {_what(fault) for fault in examine(root, folder)[1]}
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / root.name
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns("drafts"))
        beside = Path(scratch) / "texts"
        if folder and os.path.isdir(folder):
            shutil.copytree(folder, beside)
        for path, text in texts.items():
            place = copy / path.relative_to(root) if path.is_relative_to(root) else beside / path.name
            if text is not None and (path.is_relative_to(root) or (folder and path.parent == folder)):
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text, encoding="utf-8", newline="")
        found = examine(copy, beside if folder else None)[1]
        return [fault for fault in found if _what(fault) not in before and fault.code not in OPEN], read_package(copy)


def _what(fault: Fault) -> tuple[str, str, str | None, str, str]:
    """A fault without its line, which moves when a row is put in above it."""
    return (fault.code, fault.file, fault.column, fault.found, fault.expected)
