"""Worked cases of `cases/` by name, and the forms that the press prints with what a careful reader makes of them."""

from __future__ import annotations

import csv
from pathlib import Path


def cases(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name("cases").joinpath(f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SHARED, MORE = cases("figure-forms"), cases("more-figure-forms")
FORMS = SHARED + MORE
READ = [case for case in FORMS if case["reading"] == "read"]
DATES = [case for case in FORMS if ".." in case["reading"]]
REFUSED = [case for case in FORMS if case["reading"] == "refuse"]


def form(case: dict[str, str]) -> str:
    return case["form"]
