"""Chinese type for readers whose system has none, cut down to the characters of the site.

A page without a Chinese font shows boxes. The whole font is 10 MB; the site's own characters are
about 140 KB as WOFF2, and a browser asks for them only where none of the system's Chinese fonts,
named before it, has the character. They come in slices told apart by `unicode-range`: one of the
characters that several pages share, and one for what each page has besides, so that a chapter
does not pay for the others.

The font is zhplot's Noto Sans SC (SIL Open Font License), which the charts are drawn with too.
"""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from zhplot import __file__ as zhplot

SOURCE = Path(zhplot).parent / "fonts"
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


def cut(characters: str) -> bytes:
    """The font with these characters only, as WOFF2; the same bytes for the same characters."""
    options = subset.Options(layout_features=[], hinting=False, recalc_timestamp=False)
    options.drop_tables += ["vmtx", "vhea", "VORG", "BASE"]
    font = TTFont(SOURCE / "NotoSansSC-Regular.ttf", recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def styles(static: Path, pages: dict[str, str]) -> str:
    """Write the slices for pages given as HTML by name; returns the rules that name them, for a sheet in `static`."""
    folder = static / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(SOURCE / "OFL.txt", folder / "OFL.txt")
    rules = [STACKS]
    for number, characters in enumerate(slices({name: set(HAN.findall(page)) for name, page in pages.items()})):
        (folder / f"han-{number}.woff2").write_bytes(cut(characters))
        points = ",".join(f"U+{ord(character):X}" for character in characters)
        rules.append(
            f'@font-face{{font-family:"{NAME}";font-display:swap;src:url({FOLDER}/han-{number}.woff2) format("woff2");unicode-range:{points}}}'
        )
    return "".join(rules)
