"""The report's type: it has what the report and a new article need, and a character that it lacks is named with the cure."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from _ext.finished import han_font
from claimcheck.charts import font
from tools import font as making


def test_there_is_type_for_every_character_of_the_report():
    assert font.lacking(c for c in making.used() if making.is_han(c)) == ""


def test_there_is_type_for_the_commonest_characters_in_both_scripts():
    common = making.common()
    assert len(common) > 9000 and set("快手電商电商億亿買买") <= common
    assert font.lacking(common) == ""


def test_the_type_is_small_and_keeps_its_name_and_licence():
    assert font.FONT.stat().st_size < 4_000_000
    names = TTFont(font.FONT)["name"]
    assert names.getDebugName(1) == "Noto Sans SC" and "Open Font License" in font.LICENCE.read_text(encoding="utf-8")


def test_what_is_lacking_is_named_once_and_in_order():
    assert font.lacking("龘a快 \n龘\U0001f600") == "龘\U0001f600"
    with pytest.raises(font.MissingTypeError, match=r"龘 \(U\+9F98\).*python -m tools\.font"):
        font.check("龘")


def test_a_page_that_cannot_be_set_is_named():
    assert han_font.lacking({"index": "<p>快手</p>", "a": "<p>快手龘</p>"}) == {"a": "龘"}


def test_the_words_of_a_drawing_are_read_from_its_comments():
    assert font.words_of("<svg><!-- GMV &lt; 3 --><path/><!-- 快手 --></svg>").split() == ["GMV", "<", "3", "快手"]


def test_the_type_can_be_made_again(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(making, "FONT", tmp_path / "made.ttf")
    monkeypatch.setattr(making, "ROOT", tmp_path)
    monkeypatch.setattr(making, "common", lambda: {"龍"})
    assert making.main([str(font.FONT)]) == 0
    with TTFont(tmp_path / "made.ttf") as made:
        held = set(map(chr, made.getBestCmap()))
        kerned = "GPOS" in made
    assert held <= font.drawable() and held >= making.used() & font.drawable() | {"龍"} and kerned
    assert len(held) < len(font.drawable()) - 2000, "the commonest characters were kept though they were not asked for"
    assert "characters in" in capsys.readouterr().out


def test_a_font_without_what_the_report_needs_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(making, "FONT", tmp_path / "made.ttf")
    monkeypatch.setattr(making, "ROOT", tmp_path)
    (tmp_path / "whole.ttf").write_bytes(han_font.cut(font.FONT.read_bytes(), "GMV快"))
    assert making.main([str(tmp_path / "whole.ttf")]) == 1
    assert "手" in capsys.readouterr().err
    assert making.main([]) == 2
