"""The README: what it shows is there and is that of today's figures."""

from __future__ import annotations

import re

from chapter_source import ROOT

from tools import readme_picture

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_its_picture_is_that_of_the_figures():
    cure = "the figures have moved on: python -m tools.readme_picture"
    assert readme_picture.PATH.read_text(encoding="utf-8") == readme_picture.drawn(), cure


def test_every_file_and_target_it_names_is_there():
    made_by_commands = {"_build/html/index.html"}
    for path in set(re.findall(r"\]\(([^):]+)\)", README)) - made_by_commands:
        assert (ROOT / path).exists(), path
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"`?make ([a-z]+)", README)) <= targets
