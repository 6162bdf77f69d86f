"""Printed text made ready to be read: half-width, one script, no stray spaces; and a place in it.

The text keeps its length from `normalise` on: what is matched in one script (`canonical`) is shown as it
was printed. Nothing here knows numbers.
"""

from __future__ import annotations

import re
from functools import lru_cache

MAX_LENGTH = 200  # longer than any figure; what is longer is refused unread

_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    ord(odd): plain
    for odds, plain in (
        ("−–‐‑‒﹣", "-"),
        ("―", "—"),
        ("〜∼", "~"),
        ("￥", "¥"),
        ("﹪", "%"),
        ("・", "."),
        ("≧⩾", "≥"),
        ("≦⩽", "≤"),
    )
    for odd in odds
}
# one script and one set of numerals: Traditional and financial characters, each as its plain Simplified one
_PAIRS = (
    "萬万億亿兩两幾几數数點点負负個个達达過过經经將将為为於于約约餘余級级內内後后別别無无沒没並并還还從从會会"
    "僅仅隻只種种項项頁页場场條条層层單单類类張张週周鐘钟鍾钟戶户幣币塊块錢钱圓圆環环較较減减漲涨擴扩縮缩長长"
    "對对摺折歲岁時时輛辆筆笔檔档間间與与雙双員员買买觀观眾众網网門门樓楼國国縣县關关滿满頂顶碼码實实現现創创"
    "歷历預预計计總总貢贡佔占發发規规營营銷销額额來来號号節节齊齐聯联壹一貳二贰二參三叁三肆四伍五陸六陆六柒七"
    "捌八玖九拾十佰百仟千〇零様样標标値值徵征準准臺台盞盏顆颗們们衛卫帳账賬账錄录衝冲躍跃躥蹿飆飙勁劲"
    "驟骤銳锐驚惊當当麼么據据開开頭头鉅巨連连續续獲获債债業业務务廠厂廣广訂订購购體体彙汇滙汇"
)
_SCRIPT = {ord(_PAIRS[i]): _PAIRS[i + 1] for i in range(0, len(_PAIRS), 2)}
_SPACE = re.compile(r"(?P<kept>(?<=[\d,.])\s+(?=\d))|\s+", re.ASCII)
_WIDE_SPACE = re.compile(r"\s")


class FigureError(ValueError):
    """A figure that cannot be read; the message shows it and says why. rest: what was left over."""

    def __init__(self, message: str, rest: str = ""):
        super().__init__(message)
        self.rest = rest


@lru_cache(maxsize=256)  # a figure is read in several ways in a row
def normalise(text: str) -> str:
    """Full-width letters, digits and signs as half-width; white space dropped, but one space is kept between
    two digits, which it may separate."""
    text = _WIDE_SPACE.sub(" ", text.translate(_WIDTH)).strip()
    return _SPACE.sub(lambda match: " " if match["kept"] else "", text)


def canonical(text: str) -> str:
    """The text in Simplified characters and plain numerals, character for character."""
    return text.translate(_SCRIPT)


def words(choices: list[str]) -> re.Pattern[str]:
    """A pattern for any of these words, the longest that fits; in Latin letters whatever their case and spaces."""
    forms = {re.sub(r"\s", "", word) for word in choices}
    longest_first = sorted(map(re.escape, forms), key=lambda form: (-len(form), form))
    return re.compile("|".join(f"(?i:{form})" if form.isascii() else form for form in longest_first), re.ASCII)


class Scanner:
    """A place in a text that moves on as pieces of it are taken."""

    def __init__(self, printed: str):
        if len(printed) > MAX_LENGTH:
            raise FigureError(f"longer than {MAX_LENGTH} characters", printed)
        self.printed = normalise(printed)
        self.text = canonical(self.printed)
        self.at = 0

    @property
    def rest(self) -> str:
        """What is left, as printed."""
        return self.printed[self.at :]

    @property
    def done(self) -> bool:
        return self.at == len(self.text)

    def sees(self, pattern: re.Pattern[str]) -> bool:
        return pattern.match(self.text, self.at) is not None

    def take(self, pattern: re.Pattern[str]) -> str:
        """The piece that fits, in one script, with the place moved behind it; blank if none does."""
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match.group()

    def length(self, pattern: re.Pattern[str]) -> int:
        """How long the piece is that fits here, 0 if none does."""
        match = pattern.match(self.text, self.at)
        return len(match.group()) if match else 0

    def since(self, start: int) -> str:
        """What was taken since a place, as printed."""
        return self.printed[start : self.at]
