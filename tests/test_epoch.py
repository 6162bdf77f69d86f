"""The time that stands for a build's is the version's, wherever the files lie."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claimcheck.citing.edition import edition
from tools import build


@pytest.mark.parametrize("given", [None, "", " ", "yesterday", "-1", "1.5e9", "2026-11-26", "9" * 20, "٣"])
def test_a_build_has_the_day_of_its_version_where_no_time_is_given(monkeypatch, given):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if given is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    monkeypatch.setenv("PATH", "")  # no git is asked
    assert datetime.fromtimestamp(int(build.epoch()), UTC).isoformat() == f"{edition().released}T00:00:00+00:00"


def test_a_time_that_is_given_goes_before(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert build.epoch() == build.environment()["SOURCE_DATE_EPOCH"] == "1700000000"
