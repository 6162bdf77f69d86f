"""A release: everything in it, checked by its sums, and the same when made again."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tarfile
import time
from pathlib import Path

import pytest

from claimcheck.citing.edition import Edition
from kuaishou import PDF
from tools import release

EDITION = Edition("A report", ("Its authors",), "What it is.", (), "2.3.4", "2031-05-06", "https://example.org/r/")
SOURCES = {"data/x.csv": "id\n快手\n".encode(), "Makefile": b"all:\n"}
PRINTED = b"%PDF-1.5"


@pytest.fixture
def site(tmp_path) -> Path:
    folder = tmp_path / "html"
    (folder / "chapters").mkdir(parents=True)
    (folder / "index.html").write_text("A report[DS/OL]. V2.3.4.")
    (folder / "chapters" / "快手.html").write_text("x")
    return folder


def test_the_archive_holds_site_and_sources_of_one_date(site, tmp_path):
    archive = release.write(site, SOURCES, PRINTED, EDITION, tmp_path / "dist")
    assert archive.name == "kuaishou-ecommerce-figures-2.3.4.tar.gz"
    with tarfile.open(archive) as tar:
        members = {member.name.partition("/")[2]: member for member in tar}
        assert set(members) == {
            "README.txt",
            PDF,
            "site/index.html",
            "site/chapters/快手.html",
            "source/data/x.csv",
            "source/Makefile",
        }
        assert {time.strftime("%F", time.gmtime(member.mtime)) for member in members.values()} == {"2031-05-06"}
        note = tar.extractfile(members["README.txt"]).read().decode()
    assert "V2.3.4" in note and "@dataset" in note and "https://example.org/r/" in note


def test_sha256sum_accepts_it(site, tmp_path):
    archive = release.write(site, SOURCES, PRINTED, EDITION, tmp_path / "dist")
    with tarfile.open(archive) as tar:
        tar.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.4 and newer
        tar.extractall(archive.parent)
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=archive.parent, check=True)
    lines = (archive.parent / "SHA256SUMS").read_text().splitlines()
    assert lines[0] == f"{hashlib.sha256(archive.read_bytes()).hexdigest()}  {archive.name}" and len(lines) == 7


def test_a_release_made_again_is_the_same(site, tmp_path):
    first = release.write(site, SOURCES, PRINTED, EDITION, tmp_path / "one")
    for path in site.rglob("*"):
        os.utime(path, (1, 1))
    second = release.write(site, dict(reversed(SOURCES.items())), PRINTED, EDITION, tmp_path / "two")
    assert first.read_bytes() == second.read_bytes()
    (site / "index.html").write_text("A report[DS/OL]. V2.3.4. changed")
    assert release.write(site, SOURCES, PRINTED, EDITION, tmp_path / "three").read_bytes() != first.read_bytes()


def test_a_site_of_another_version_is_not_released(site, tmp_path):
    (site / "index.html").write_text("A report[DS/OL]. V2.3.3.")
    with pytest.raises(release.ReleaseError, match="is not version 2.3.4"):
        release.write(site, SOURCES, PRINTED, EDITION, tmp_path / "dist")
    with pytest.raises(release.ReleaseError, match="no site"):
        release.write(tmp_path / "nothing", SOURCES, PRINTED, EDITION, tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


def test_changed_sources_are_not_released(tmp_path, monkeypatch):
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        (tmp_path / "a.txt").write_text("a")
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    monkeypatch.setattr(release, "ROOT", tmp_path)
    assert release.tracked() == {"a.txt": b"a"}
    (tmp_path / "within").mkdir()
    monkeypatch.setattr(release, "ROOT", tmp_path / "within")
    with pytest.raises(release.ReleaseError, match="no git repository of its own"):
        release.tracked()
    monkeypatch.setattr(release, "ROOT", tmp_path)
    (tmp_path / "a.txt").write_text("b")
    with pytest.raises(release.ReleaseError, match=re.escape("a.txt")):
        release.tracked()


def test_everything_that_is_lacking_is_said_at_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(release, "ROOT", tmp_path)
    monkeypatch.setenv("PATH", "")
    assert release.main() == 1
    said = capsys.readouterr().err
    assert "no git found" in said and "no Chromium found" in said and "Traceback" not in said
