"""The type that charts are drawn in and that pages fall back on: a part of Noto Sans SC, which lies beside this file.

It has every character that the report needs, the 6,763 Simplified ones of GB 2312, their Traditional
forms, and everything the whole font has besides Chinese characters. `python -m tools.font` makes it from the whole font.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FONT = Path(__file__).with_name("fonts") / "NotoSansSC-Regular.ttf"
LICENCE = FONT.with_name("OFL.txt")
NOTED = re.compile(r"<!--(.*?)-->", re.S)
HOW = "python -m tools.font WHOLE-FONT.ttf puts it into the report's type"


class MissingTypeError(Exception):
    """Some text cannot be drawn; the message names the characters, and says how they are put into the type."""

    def __init__(self, characters: Iterable[str]):
        self.characters = "".join(characters)
        named = ", ".join(f"{character} (U+{ord(character):04X})" for character in self.characters)
        super().__init__(f"no type for {named}: {HOW}")


@cache
def drawable() -> frozenset[str]:
    """The characters that there is type for."""
    from fontTools.ttLib import TTFont

    with TTFont(FONT, lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


def lacking(text: Iterable[str]) -> str:
    """The characters of a text that there is no type for, each once, in order of code points; white space needs none."""
    return "".join(sorted(c for c in set(text) - drawable() if not c.isspace()))


def check(text: Iterable[str]) -> None:
    """MissingTypeError if a text cannot be drawn."""
    if characters := lacking(text):
        raise MissingTypeError(characters)


def words_of(drawing: str) -> str:
    """The texts in a chart's SVG, where they are paths; matplotlib notes each that it draws in a comment."""
    return "\n".join(html.unescape(text) for text in NOTED.findall(drawing))
