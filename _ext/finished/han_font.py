"""Chinese type for readers whose system has none, cut down to the characters of the site.

A page without a Chinese font shows boxes. The font is 2 MB; the site's own characters are
about 140 KB as WOFF2, and a browser asks for them only where none of the system's Chinese fonts,
named before it, has the character. They come in slices told apart by `unicode-range`: one of the
characters that several pages share, and one for what each page has besides, so that a chapter
does not pay for the others.

The font is the part of Noto Sans SC (SIL Open Font License) that the charts are drawn with too.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
import shutil
from collections import Counter
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from claimcheck.charts import font

logging.getLogger("fontTools").setLevel(logging.WARNING)  # else it tells of every table it cuts

FOLDER = Path("fonts")  # under _static
HAN = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
SHARED = 3  # a character on this many pages belongs to the shared slice
SMALL = 20  # a page's own slice of fewer characters is not worth a request

NAME = "Report Han"
SYSTEM_HAN = '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei"'
STACKS = (
    f':root{{--pst-font-family-base-system:system-ui,{SYSTEM_HAN},"{NAME}",sans-serif;'
    f'--pst-font-family-monospace-system:ui-monospace,"Cascadia Code","Menlo","Consolas","DejaVu Sans Mono",{SYSTEM_HAN},"{NAME}",monospace}}'
)


def slices(pages: dict[str, set[str]]) -> list[str]:
    """The characters of all pages in disjoint slices, the shared one first, each in order of code points."""
    found = Counter(character for characters in pages.values() for character in characters)
    shared = {character for character, count in found.items() if count >= SHARED}
    taken, own = set(shared), []
    for name in sorted(pages, key=lambda name: (len(pages[name]), name)):
        rest = pages[name] - taken
        taken |= rest
        if len(rest) < SMALL:
            shared |= rest
        else:
            own.append(rest)
    return ["".join(sorted(characters)) for characters in (shared, *own) if characters]


def cut(whole: bytes, characters: str, flavor: str | None = None, features: tuple[str, ...] = ()) -> bytes:
    """The font with these characters only, as it is or as WOFF2; the same bytes for the same characters.

    features: the rules of setting, such as kerning, that are kept.
    """
    options = subset.Options(layout_features=list(features), hinting=False, recalc_timestamp=False)
    options.drop_tables += ["vmtx", "vhea", "VORG", "BASE"]
    opened = TTFont(io.BytesIO(whole), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(opened)
    opened.flavor = flavor
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


def lacking(pages: dict[str, str]) -> dict[str, str]:
    """Characters that there is no type for, by the name of their page, for pages given as HTML by name."""
    found = {name: font.lacking(HAN.findall(page)) for name, page in pages.items()}
    return {name: characters for name, characters in found.items() if characters}


def styles(static: Path, pages: dict[str, str]) -> str:
    """Write the slices for pages given as HTML by name; returns the rules that name them, for a sheet in `static`.

    A slice is named by its characters, and one that is there from an earlier build is not made again.
    """
    wanted = {
        f"han-{hashlib.sha256(characters.encode()).hexdigest()[:12]}.woff2": characters
        for characters in slices({name: set(HAN.findall(page)) for name, page in pages.items()})
    }
    folder = static / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(font.LICENCE, folder / "OFL.txt")
    for path in folder.glob("han-*"):
        if path.name not in wanted:
            path.unlink()
    missing = {name: characters for name, characters in wanted.items() if not (folder / name).exists()}
    if missing:
        # The font is read once; the slices are cut from what is left.
        needed = cut(font.FONT.read_bytes(), "".join(missing.values()))
        for name, characters in missing.items():
            (folder / name).write_bytes(cut(needed, characters, "woff2"))
    return STACKS + "".join(face(name, characters) for name, characters in wanted.items())


def face(file: str, characters: str) -> str:
    """The rule for a slice."""
    points = ",".join(f"U+{ord(character):X}" for character in characters)
    return (
        f'@font-face{{font-family:"{NAME}";font-display:swap;'
        f'src:url({FOLDER}/{file}) format("woff2");unicode-range:{points}}}'
    )
