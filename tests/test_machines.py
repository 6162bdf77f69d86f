"""Machines other than this one: the lowest Python that is promised, another Python, a console without Chinese."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parent.parent
PROMISED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", re.M)
# what distributions call their Python: Debian 12 has 3.11.2, and a pin may not ask for more than the first of a line
PYTHONS = ("3.11.0", "3.11.2", "3.12.0", "3.13.0", "3.14.0")


def pins() -> dict[str, str]:
    return dict(PIN.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")))


def test_every_pin_takes_every_python_that_is_promised():
    assert len(pins()) > 100
    supported = [python for python in PYTHONS if python in SpecifierSet(PROMISED)]
    assert supported[0] == "3.11.0", "README promises 3.11"
    refused, seen = {}, 0
    for name, version in pins().items():
        try:
            found = metadata(name)
        except PackageNotFoundError:
            continue  # for another platform
        seen += 1
        if found["Version"] != version:
            continue  # the environment is not yet that of the lock; `make` renews it
        wanted = SpecifierSet(found.get("Requires-Python") or "")
        if out := [python for python in supported if python not in wanted]:
            refused[f"{name} {version}: {wanted}"] = out
    assert seen > 100 and refused == {}


def test_the_readme_promises_the_same():
    lowest = re.search(r"Python (3\.\d+) or newer", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert lowest and f">={lowest[1]}" == PROMISED


def make(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHON", "MAKEFLAGS")}
    return subprocess.run(
        ["make", "--no-print-directory", "--dry-run", *arguments],
        cwd=ROOT,
        env=clean | environment,
        capture_output=True,
        text=True,
    )


def test_another_python_has_another_environment():
    version = ".".join(map(str, sys.version_info[:3]))
    assert "echo .venv/bin" in make("where").stdout
    for made in (make("where", f"PYTHON={sys.executable}"), make("where", PYTHON=sys.executable)):
        assert f"echo .venv-{version}/bin" in made.stdout and f"{sys.executable} -m venv .venv-{version}" in made.stdout
    wrong = make("where", "PYTHON=/no/python")
    assert wrong.returncode and "PYTHON=/no/python is no Python that runs" in wrong.stderr


def test_clean_says_what_it_keeps(tmp_path):
    (tmp_path / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    for name in (".venv", ".venv-3.13.0", "_build"):
        (tmp_path / name).mkdir()
    done = subprocess.run(["make", "clean"], cwd=tmp_path, capture_output=True, text=True, check=True)
    kept = re.findall(r"^kept: (\S+),", done.stdout, re.M)
    assert kept == [".venv", ".venv-3.13.0"] and not (tmp_path / "_build").exists() and (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("claimcheck", "show", "gravity-2021-15"),
        ("tools.audit", "快手"),
        ("tools.nu", "快手"),
        ("tools.linkcheck", "快手"),
    ],
)
def test_a_console_without_chinese_shows_escapes(command, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr and (done.stdout + done.stderr).isascii()
