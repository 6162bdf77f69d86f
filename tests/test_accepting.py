"""What a person changed in a draft before accepting it, and what --sure takes."""

from __future__ import annotations

import pytest
from test_sixth import Desk

ID = "wren-2024"
PLACE = f"drafts/{ID}.csv"
FILLED = {"proposal": "claim", "accept": "yes", "entity": "Wren", "metric": "list_count", "scope": "levels"} | {
    "value": "3",
    "unit": "items",
    "rounding_unit": "0",
    "read_by": "hand",
}


def drafted(folder, text: str, *words: str) -> Desk:
    desk, file = Desk(folder, {}), folder / "wren.txt"
    file.write_text(text, encoding="utf-8")
    assert desk.run("new", ID, "--text", file) == 0 and desk.run("draft", ID, *words) == 0
    return desk


@pytest.mark.parametrize(
    ("quote", "has_text", "fault"),
    [
        ("三级", True, ""),
        ("了三级", True, "start: found '6 to 7', expected 5 to 8, where '了三级' stands: change `start` and `end` too"),
        ("三级", False, "end: found '7', expected 8, where '三级' ends: change `end` too"),
        ("四级", True, "quote: found '四级', expected '三' as the text has"),
    ],
)
def test_an_exclusion_becomes_a_claim_with_a_longer_quote(tmp_path, capsys, quote, has_text, fault):
    desk = drafted(tmp_path, "该方案构建了三级流量体系。")
    desk.fill(PLACE, lambda row: row.update(FILLED, quote=quote))
    if not has_text:
        (desk.texts / f"{ID}.txt").unlink()
    capsys.readouterr()
    assert desk.run("accept", ID) == bool(fault)
    said = capsys.readouterr().err
    assert said.count(f"data/{PLACE}:2:") == bool(fault) and fault in said
    if not fault:
        (row,) = desk.rows(f"claims/{ID}.csv")
        assert [row[name] for name in ("start", "end", "suffix", "kind")] == ["6", "8", "流量体系。", "figure"]


def test_sure_takes_no_part_for_the_whole_and_no_year_that_is_not_printed(tmp_path):
    text = "2024年GMV达9亿元。快手GMV为5亿元。Q3泛货架GMV达3亿元(同比增长45.2%),相当于每天2亿元。"
    desk = drafted(tmp_path, text, "--entity", "Kuaishou")
    doubts = {row["quote"]: row["unsure"] for row in desk.rows(PLACE)}
    assert doubts["达9亿元"] == "" and "part" not in doubts["5亿元"], "the entity's own name is no part"
    assert desk.run("accept", ID, "--sure") == 0
    assert [row["quote"] for row in desk.rows(f"claims/{ID}.csv")] == ["2024年", "达9亿元"]
