"""Numerals and words of measure as Chinese press articles print them, Simplified and Traditional.

Reads text, knows nothing of intervals. `figures` puts the pieces together.
"""

from __future__ import annotations

import re
from fractions import Fraction

_DIGITS = {c: i for i, cs in enumerate(("〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九")) for c in cs}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {**_PLACES, "万": 10**4, "萬": 10**4, "w": 10**4, "W": 10**4, "亿": 10**8, "億": 10**8}
SCALE_CLASS = "[十百千万萬wW亿億]"
SCALE = "(?:[十百千]?[万萬]?[亿億]?|[wW])"

# counter -> (base unit, factor to it); the longest that fits is read
COUNTERS: dict[str, tuple[str, Fraction]] = {
    word: (unit, Fraction(factor))
    for unit, factor, words in (
        ("CNY", 1, "元人民币 元人民幣 人民币 人民幣 元 块钱 塊錢"),
        ("percent", 1, "% 个百分点 個百分點 百分点 百分點"),
        ("percent", 10, "成"),
        ("times", 1, "倍"),
        ("persons", 1, "人 位 名 用户 用戶"),
        (
            "items",
            1,
            "家 个 個 种 種 项 項 本 页 頁 字 瓶 部 款 场 場 次 人次 条 條 层 層 件 单 單 台 只 类 類 大"
            " 步 张 張 座 套 者 方面 角 分钟 分鐘",
        ),
        ("days", 1, "天 日"),
        ("days", 7, "周 週 星期"),
        ("months", 1, "个月 個月"),
        ("years", 1, "年"),
    )
    for word in words.split()
}
# how a base unit is printed where the article's own words are not at hand
UNIT_WORDS = {
    "CNY": "元",
    "percent": "%",
    "times": "倍",
    "persons": "人",
    "items": "个",
    "days": "天",
    "months": "个月",
    "years": "年",
}
SCALE_WORDS = {10**12: "万亿", 10**8: "亿", 10**7: "千万", 10**4: "万", 10**3: "千", 10**2: "百", 1: ""}

_FULL_WIDTH = {ord("０") + i: str(i) for i in range(10)} | {
    ord(a): b
    for a, b in {
        "％": "%",
        "．": ".",
        "，": ",",
        "＋": "+",
        "？": "?",
        "－": "-",
        "～": "~",
        "Ｗ": "W",
        "ｗ": "w",
    }.items()
}


def normalise(text: str) -> str:
    """Full-width digits and signs as half-width, white space dropped."""
    return re.sub(r"\s+", "", text.translate(_FULL_WIDTH))


def han_number(text: str) -> tuple[int, int]:
    """Value and last printed place of a numeral below 10,000: 三千二百 -> (3200, 100), 十二 -> (12, 1).

    Plain digit strings (二〇二一) are read too. ValueError for anything else, also for the spoken
    short form 一百五, which means 150 to some readers and 105 to a careless program.
    """
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text)), 1
    total, digit, last_place, place_limit, zero_seen = 0, None, 1, 10**4, False
    for c in text:
        if c in _PLACES:
            place = _PLACES[c]
            if place >= place_limit or digit == 0 or (digit is None and (c != "十" or total)):
                raise ValueError(f"{text!r} is no numeral")
            total, digit, last_place, place_limit = total + (digit or 1) * place, None, place, place
        elif c in _DIGITS and (digit is None or digit == 0):
            zero_seen = zero_seen or digit == 0
            digit, last_place = _DIGITS[c], 1
        else:
            raise ValueError(f"{text!r} is no numeral")
    if digit and place_limit in (100, 1000) and not zero_seen:
        raise ValueError(f"{text!r} leaves out a place")
    return total + (digit or 0), last_place


def to_han(n: int) -> str:
    """The Simplified numeral for 0 <= n < 10,000, as printed before a counter: 12 -> 十二."""
    if not 0 <= n < 10**4:
        raise ValueError(f"{n} is not in 0..9999")
    digits = "零一二三四五六七八九"
    text, pending_zero = "", False
    for place, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // place % 10
        if digit == 0:
            pending_zero = bool(text)
            continue
        text += ("零" if pending_zero else "") + digits[digit] + word
        pending_zero = False
    text = text or digits[0]
    return text[1:] if text.startswith("一十") else text


def scale_value(text: str) -> int:
    """The product of scale words: 万亿 -> 10**12, 千万 -> 10**7, "" -> 1."""
    product = 1
    for c in text:
        product *= _SCALES[c]
    return product
