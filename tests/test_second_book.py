"""A second book: the tables of another company and two pages, with the engine alone and no code of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.loading import examine, load

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "harbour"


def test_its_tables_are_sound_and_every_relation_holds():
    register, faults = examine(EXAMPLE / "data", EXAMPLE / "texts")
    assert not faults, "\n".join(map(str, faults))
    assert len(register.texts) == len(register.articles) == 1
    assert {relation.verdict.code for relation in register.relations.values()} == {"reproduced"}


def test_it_has_the_columns_of_this_report_and_none_of_its_names():
    assert (EXAMPLE / "data" / "schemas").resolve() == ROOT / "data" / "schemas"
    register = load(EXAMPLE / "data", EXAMPLE / "texts")
    assert {row.entity for row in register.rows()} == {"Harbour Coffee"}


@pytest.mark.slow
def test_its_book_builds_with_the_engine_alone(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "harbour", symlinks=False)
    shutil.copytree(
        ROOT / "claimcheck", tmp_path / "engine" / "claimcheck", ignore=shutil.ignore_patterns("__pycache__")
    )
    book = tmp_path / "harbour" / "book"
    environment = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "engine"),
        "CLAIMCHECK_DATA": str(tmp_path / "harbour" / "data"),
    }
    environment |= {"ARTICLES_DIR": str(tmp_path / "harbour" / "texts"), "JUPYTER_PREFER_ENV_PATH": "1"}
    command = [Path(sys.executable).with_name("jupyter-book"), "build", "-W", "-n", "--keep-going", book]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (book / "_build" / "html" / "articles" / "harbour-2024.html").read_text(encoding="utf-8")
    assert "Share of delivery" in page and "12.4" in page and "reproduced" in page
    assert not re.search("Kuaishou|快手", page)
