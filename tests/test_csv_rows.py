"""Rows to take away: the digits of the figures, nothing that a spreadsheet would run, and a workbook that opens as it is."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile

import numpy as np
import pandas as pd
import pytest
import site_support as site

from claimcheck.pages.csv_rows import NUMBER, RUN, as_csv, cell
from kuaishou import XLSX
from tools.take_away import workbook


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (680.6799999999998, "680.68"),
        (562.0, "562"),
        (np.float64(0.407535), "0.407535"),
        (0.1 + 0.2, "0.3"),
        (1234567.0, "1234570"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (float("nan"), ""),
        (None, ""),
        (np.int64(2021), "2021"),
        (-2.5, "-2.5"),
        ("0.970", "0.970"),
        ("-2.4", "-2.4"),
        ("+3,124%", "+3,124%"),
        ("=1+1", "'=1+1"),
        ("+10% on the year before", "'+10% on the year before"),
        ("-2+3", "'-2+3"),
        ("@online{x", "'@online{x"),
        ("–", "–"),
    ],
)
def test_a_cell_has_the_digits_of_its_figure_and_is_never_run(value, text):
    assert cell(value) == text


def test_counts_stay_whole_beside_gaps():
    frame = pd.DataFrame({"n": [562, None], "what": ["x, y", "z"]})
    assert as_csv([frame.columns, *frame.itertuples(index=False)]) == 'n,what\n562,"x, y"\n,z\n'


@pytest.mark.site
def test_no_file_of_a_chart_or_table_has_noise_or_would_be_run():
    for path in sorted((*site.SITE.glob("charts/**/*.csv"), *site.SITE.glob("tables/**/*.csv"))):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))):
            assert not [c for c in row if RUN.match(c) and not NUMBER.fullmatch(c)], path
            if "charts" in path.parts:
                assert not [c for c in row if re.fullmatch(r"-?\d+\.(?:0|\d{9,})", c)], path


# the workbook

MAIN = {"m": workbook.MAIN}


def read(content: bytes) -> dict[str, list[list[str]]]:
    """The sheets of a workbook as rows of text; each cell's type is checked on the way."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        places = {part.get("Id"): part.get("Target") for part in relations}
        kinds = {part.get("PartName") for part in ET.fromstring(archive.read("[Content_Types].xml"))}
        found = {}
        for part in ET.fromstring(archive.read("xl/workbook.xml")).iterfind(".//m:sheet", MAIN):
            target = f"xl/{places[part.get(f'{{{workbook.RELATIONS}}}id')]}"
            assert f"/{target}" in kinds
            rows = ET.fromstring(archive.read(target)).iterfind(".//m:row", MAIN)
            found[part.get("name")] = [["".join(c.itertext()) for c in row] for row in rows]
            assert b"<f>" not in archive.read(target), "no formula"
    return found


def test_a_workbook_has_every_cell_as_it_stands():
    rows = [["id", "n"], ["=1+1", "7"], ["快手 & <b>", ""], ["0.970", "x"]]
    made = workbook.book({"a": workbook.sheet(rows, [False, True])})
    assert read(made) == {"a": rows}
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"<c><v>7</v></c>" in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.site
def test_the_published_workbook_has_every_table():
    found = read((site.SITE / "data" / XLSX).read_bytes())
    descriptor = json.loads((site.SITE / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        with (site.SITE / "data" / resource["path"]).open(encoding="utf-8", newline="") as handle:
            assert found[resource["name"]] == list(csv.reader(handle)), resource["name"]
