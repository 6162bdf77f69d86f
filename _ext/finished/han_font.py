"""Chinese type for readers whose system has none, cut down to the characters of the site.

A page without a Chinese font shows boxes. The font is 3.5 MB; the site's own characters are a thirtieth of it
as WOFF2, and a browser asks for them only where none of the system's Chinese fonts, named before it, has the
character. They come in slices told apart by `unicode-range`: first of what is seen before a reader opens
anything, then of what is folded; of each, one slice of the characters that several pages share, and one for
what a page has besides, so that a chapter does not pay for the others, nor a first look for what is folded.

The font is the part of Noto Sans SC (SIL Open Font License) that the charts are drawn with too.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
import shutil
from collections import Counter
from functools import partial
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

from _ext import side_by_side
from claimcheck.charts import font

logging.getLogger("fontTools").setLevel(logging.WARNING)  # else it tells of every table it cuts

FOLDER = Path("fonts")  # under _static
HAN = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
SHARED = 2  # a character seen on this many pages belongs to the shared slice
SMALL = 20  # a page's own slice of fewer characters is not worth a request
FOLDED = 60  # nor is one of so few that are folded
EM = 256  # units of an em: a grid of a fifth of a device's pixel at three pixels to one, and a fifth less to move

NAME = "Report Han"
SYSTEM_HAN = '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei"'
STACKS = (
    f':root{{--pst-font-family-base-system:system-ui,{SYSTEM_HAN},"{NAME}",sans-serif;'
    f'--pst-font-family-monospace-system:ui-monospace,"Cascadia Code","Menlo","Consolas","DejaVu Sans Mono",{SYSTEM_HAN},"{NAME}",monospace}}'
)


def slices(seen: dict[str, set[str]], pages: dict[str, set[str]]) -> list[str]:
    """The characters of all pages in disjoint slices, each in order of code points; `seen`: those not folded."""
    first = _slices(seen, SHARED, SMALL)
    taken = set().union(*first)
    return [*first, *_slices({name: held - taken for name, held in pages.items()}, SHARED + 1, FOLDED)]


def _slices(pages: dict[str, set[str]], often: int, small: int) -> list[str]:
    """One slice of what is on so many pages, and one for each page with more than a few characters besides."""
    found = Counter(character for characters in pages.values() for character in characters)
    shared = {character for character, count in found.items() if count >= often}
    taken, own = set(shared), []
    for name in sorted(pages, key=lambda name: (len(pages[name]), name)):
        rest = pages[name] - taken
        taken |= rest
        if len(rest) < small:
            shared |= rest
        else:
            own.append(rest)
    return ["".join(sorted(characters)) for characters in (shared, *own) if characters]


def cut(
    whole: bytes, characters: str, flavor: str | None = None, features: tuple[str, ...] = (), em: int | None = None
) -> bytes:
    """The font with these characters only, as it is or as WOFF2; the same bytes for the same characters.

    features: the rules of setting, such as kerning, that are kept. em: the units of an em, where it is drawn coarser.
    """
    options = subset.Options(layout_features=list(features), hinting=False, recalc_timestamp=False)
    options.drop_tables += ["vmtx", "vhea", "VORG", "BASE"]
    opened = TTFont(io.BytesIO(whole), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(opened)
    if em:
        scale_upem(opened, em)
    opened.flavor = flavor
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


def lacking(pages: dict[str, str]) -> dict[str, str]:
    """Characters that there is no type for, by the name of their page, for pages given as HTML by name."""
    found = {name: font.lacking(HAN.findall(page)) for name, page in pages.items()}
    return {name: characters for name, characters in found.items() if characters}


def styles(static: Path, pages: dict[str, str], at_first: dict[str, str]) -> str:
    """Write the slices for pages given as HTML by name; returns the rules that name them, for a sheet in `static`.

    at_first: the text of each that is not folded.

    A slice is named by its characters, and one that is there from an earlier build is not made again.
    """
    seen = {name: set(HAN.findall(text)) for name, text in at_first.items()}
    held = {name: set(HAN.findall(page)) for name, page in pages.items()}
    wanted = {
        f"han-{hashlib.sha256(f'{EM} {characters}'.encode()).hexdigest()[:12]}.woff2": characters
        for characters in slices(seen, held)
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
        written = side_by_side.each(partial(_slice, needed), missing.values())
        for name, content in zip(missing, written, strict=True):
            (folder / name).write_bytes(content)
    return STACKS + "".join(face(name, characters) for name, characters in wanted.items())


def _slice(needed: bytes, characters: str) -> bytes:
    return cut(needed, characters, "woff2", em=EM)


def face(file: str, characters: str) -> str:
    """The rule for a slice."""
    points = ",".join(f"U+{ord(character):X}" for character in characters)
    return (
        f'@font-face{{font-family:"{NAME}";font-display:swap;'
        f'src:url({FOLDER}/{file}) format("woff2");unicode-range:{points}}}'
    )
