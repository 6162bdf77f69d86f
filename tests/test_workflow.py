"""The workflow that publishes the site: pinned actions, least rights, the commands that anyone runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tools import pdf

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / ".github" / "workflows" / "book.yml"
TEXT = FILE.read_text(encoding="utf-8")
WORKFLOW = yaml.safe_load(TEXT)
JOBS = WORKFLOW["jobs"]


def unpinned(text: str) -> list[str]:
    """Actions that are not named by a whole commit with their version beside it."""
    return [
        line.strip()
        for line in text.splitlines()
        if "uses:" in line and not re.search(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)
    ]


def test_every_action_is_pinned():
    assert unpinned(TEXT) == [] and TEXT.count("uses:") >= 4
    assert unpinned("- uses: actions/checkout@v4") and unpinned("- uses: actions/checkout@11bd719 # v4.2.2")


def test_nothing_may_do_more_than_it_has_to():
    assert WORKFLOW["permissions"] == {}
    assert {name: job["permissions"] for name, job in JOBS.items()} == {
        "build": {"contents": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    }
    checkout = next(step for step in JOBS["build"]["steps"] if "checkout" in step.get("uses", ""))
    assert checkout["with"]["persist-credentials"] is False
    assert all("timeout-minutes" in job for job in JOBS.values())


def test_it_runs_on_push_monthly_and_by_hand():
    on = WORKFLOW[True]  # YAML reads the key `on` as true
    assert on["push"] == {"branches": ["main"]} and "workflow_dispatch" in on
    assert re.fullmatch(r"\d+ \d+ \d+ \* \*", on["schedule"][0]["cron"])
    assert "pull_request_target" not in TEXT, "that would run a stranger's code with rights"


def test_it_looks_at_the_code_then_builds_and_tests():
    runs = " ".join(step.get("run", "") for step in JOBS["build"]["steps"])
    assert ".ci/run" in runs
    commands = [
        line for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines() if line.startswith("make ")
    ]
    assert commands == ["make lint", "make book", "make test"]


def test_only_main_is_published():
    assert "github.ref == 'refs/heads/main'" in JOBS["publish"]["if"] and JOBS["publish"]["needs"] == "build"
    kept = next(step for step in JOBS["build"]["steps"] if "upload-pages-artifact" in step.get("uses", ""))
    assert kept["with"]["path"] == "_build/html" and kept["if"] == JOBS["publish"]["if"]


def test_the_pdf_is_published_where_pages_link_to_it():
    steps = JOBS["build"]["steps"]
    names = [step.get("uses", step.get("run", "")) for step in steps]
    printed = next(i for i, text in enumerate(names) if f"cp {pdf.TARGET.relative_to(ROOT)} _build/html/" in text)
    kept = next(i for i, text in enumerate(names) if "upload-pages-artifact" in text)
    assert (
        "make pdf" in names[printed]
        and names.index(".ci/run") < printed < kept
        and steps[printed]["if"] == steps[kept]["if"]
    )


@pytest.mark.parametrize(
    "step", [step for job in JOBS.values() for step in job["steps"] if "run" in step], ids=lambda step: step.get("name")
)
def test_nothing_from_outside_gets_into_a_command(step):
    assert "${{" not in step["run"]
