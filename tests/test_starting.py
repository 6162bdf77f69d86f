"""What is said of a new article's text."""

from __future__ import annotations

import pytest
from test_sixth import ID, TEXT, Desk

from claimcheck.drafting.starting import condition


@pytest.mark.parametrize("text", ["营收增长。使用工具的", "营收增长，使用工具的\n \n", "一段。\n\n据悉，"])
def test_a_text_that_ends_without_a_closing_mark_ends_inside_a_sentence(text):
    assert condition(text) == "ends inside a sentence"


@pytest.mark.parametrize(
    "text", ["营收增长。", "他说，“增长。”\n", "营收增长，使用工具！", "营收增长。\n责任编辑:某某", "(来源,某某)"]
)
def test_a_closed_sentence_and_a_last_line_that_is_none_are_sound(text):
    assert condition(text) == ""


def test_the_condition_is_that_which_is_given_or_one_proposed_that_is_shown(tmp_path, capsys):
    desk = Desk(tmp_path, {})
    assert desk.run("new", "wren-2024", "--text", TEXT, "--condition", "page 1 of 2") == 0
    assert desk.rows("articles.csv")[-1]["condition"] == "page 1 of 2"
    assert "condition proposed" not in capsys.readouterr().out
    assert desk.run("new", ID, "--text", TEXT) == 0
    proposed = desk.rows("articles.csv")[-1]["condition"]
    assert proposed and f"condition proposed, in articles.csv: {proposed}\n" in capsys.readouterr().out
