"""Make the report's type from the whole of Noto Sans SC: `python -m tools.font WHOLE-FONT.ttf`.

The whole font is 10 MB, of which a report needs a third. What is kept: every character that the book's files have,
the 6,763 Simplified ones of GB 2312 with their Traditional forms, so that a new article seldom asks for another, and
everything that is no Chinese character. Run it again with the same font where a build says that there is no type for a
character. The font is that of https://fonts.google.com/noto/specimen/Noto+Sans+SC (static/NotoSansSC-Regular.ttf).
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from opencc import OpenCC

from _ext.finished.han_font import cut
from claimcheck.charts.font import FONT
from tools.build import PAGES, ROOT, SHARED, files

READ = {".md", ".csv", ".json", ".py", ".bib", ".cff", ".yml", ".toml", ".html", ".js"}
HAN = ((0x2E80, 0x2FFF), (0x3100, 0xFEFF), (0x20000, 0x3FFFF))  # radicals, ideographs, Hangul, compatibility forms
FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk")


def is_han(character: str) -> bool:
    """Whether a character is one of the many that the type has only where they are needed."""
    return any(first <= ord(character) <= last for first, last in HAN)


def common() -> set[str]:
    """GB 2312 in both scripts."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    simplified = {pair.decode("gb2312", "ignore") for pair in rows} - {""}
    convert = OpenCC("t2s").convert
    return simplified | {c for c in map(chr, range(0x4E00, 0xA000)) if convert(c) in simplified}


def used() -> set[str]:
    """The characters of all files that a build reads."""
    texts = (path.read_text(encoding="utf-8") for path in files((*SHARED, *PAGES)) if path.suffix in READ)
    return {character for text in texts for character in text}


def made(whole: bytes, known: set[str]) -> bytes:
    """The report's type; known: the characters that the whole font has."""
    wanted = {c for c in known if not is_han(c)} | ((common() | used()) & known)
    return cut(whole, "".join(sorted(wanted)), features=FEATURES)


def main(arguments: list[str] | None = None) -> int:
    names = sys.argv[1:] if arguments is None else arguments
    if len(names) != 1 or not Path(names[0]).is_file():
        print(__doc__, file=sys.stderr)
        return 2
    with TTFont(names[0], lazy=True) as opened:
        known = set(map(chr, opened.getBestCmap()))
    FONT.write_bytes(made(Path(names[0]).read_bytes(), known))
    held = set(map(chr, TTFont(FONT, lazy=True).getBestCmap()))
    print(f"{FONT.relative_to(ROOT)}: {len(held):,} characters in {FONT.stat().st_size / 1e6:.1f} MB")
    if lost := sorted(c for c in used() - held if is_han(c)):
        print(f"{names[0]} has no type for {' '.join(lost)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
