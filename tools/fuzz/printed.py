"""Random printed forms and dates, from noise to what is nearly a figure."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

from claimcheck.printed import context, dates, figure, figures, units
from claimcheck.printed.qualifiers import bounds, qualifiers
from claimcheck.printed.rounding import rule_names
from tools.fuzz.subject import Subject

NUMERALS = [
    *"0123456789.,?零〇一二两三四五六七八九十百千万亿兆半几数萬億兩幾數",
    "1,234",
    "0.5",
    "2021",
    "3812",
    "?00",
    "点五",
]
SIGNS = [*"-−–—－+负▲▼△%％‰()（）[]¥$￥~～±/:：；<>≥≤≈ \t\u3000\n\x00\u200b\ufeff\ud7ff\U0001f600"]
WORDS = [
    *qualifiers(),
    *units.units(),
    *"了的个分之成折倍番翻又和与至到在为",
    "百分之",
    "billion",
    "million",
    "k",
    "M",
    "w",
    "持平",
]
DATES = [
    *(
        "2021",
        "21",
        "3",
        "12",
        "31",
        "年",
        "月",
        "日",
        "号",
        "季度",
        "第",
        "Q",
        "H",
        "上半年",
        "下半年",
        "前",
        "首",
        "个",
        "初",
        "底",
        "末",
    ),
    *(
        "中",
        "旬",
        "今年",
        "去年",
        "截至",
        "止",
        "至",
        "-",
        "/",
        ".",
        "三",
        "十二",
        "May",
        "March ",
        " ",
        ",",
        "th",
        "同期",
        "度",
        "份",
    ),
]


def pieces(pool: list[str]) -> Callable[[random.Random], str]:
    """Pieces in any order, now and then one of them thousands of times, or characters of all kinds."""

    def make(source: random.Random) -> str:
        kind = source.random()
        if kind < 0.02:  # one piece, or two, very often
            return (source.choice(pool) + source.choice(["", source.choice(pool)])) * source.randrange(1, 6000)
        if kind < 0.04:
            return "".join(chr(source.randrange(0x110000)) for _ in range(source.randrange(40)))
        return "".join(source.choice(pool) for _ in range(source.randrange(1, 12)))

    return make


BEFORE = [word for word, row in qualifiers().items() if row.position in ("before", "both")]
AFTER = [word for word, row in qualifiers().items() if row.position in ("after", "both")]
MEASURES = [word for word, row in units.units().items() if row.position != "before"]
CURRENCIES = [word for word, row in units.units().items() if row.position != "after"]
SCALES = ["", "", "", "万", "亿", "万亿", "千", "百万", "千万", "k", " million", " billion", "個億"]
DIGITS = [
    *"3795",
    "10",
    "12.5",
    "0.97",
    "1,234",
    "3812",
    "三",
    "十五",
    "一百二十",
    "两千",
    "三点五",
    "七八",
    "几",
    "数",
    "十几",
    "半",
    "百",
    "三分之一",
]
DIGITS += [
    "百分之二十",
    "千分之三",
    "翻两番",
    "1/3",
    "1亿5000万",
    "二三十",
    "?00",
    "第三",
    "3至5",
    "20%~30%",
    "2021",
    "三万五千",
]


def _likely(source: random.Random) -> str:
    """What is built as a figure is, with a piece doubled, lost or put in the wrong place now and then."""
    some = lambda pool, share: source.choice(pool) if source.random() < share else ""
    parts = [
        some(BEFORE, 0.5),
        some(BEFORE, 0.15),
        some(CURRENCIES, 0.1),
        some(list("-−+负"), 0.1),
        source.choice(DIGITS),
    ]
    parts += [source.choice(SCALES), some(["多", "余", "来"], 0.1), some(MEASURES, 0.7), some(AFTER, 0.3)]
    if source.random() < 0.15:
        parts += [
            source.choice(["-", "~", "至", "到", "±", "和", "且"]),
            source.choice(DIGITS),
            some(MEASURES, 0.7),
            some(AFTER, 0.2),
        ]
    if source.random() < 0.3:
        at, other = source.randrange(len(parts)), source.randrange(len(parts))
        parts[at] = source.choice((parts[at] * 2, "", parts[other], source.choice(SIGNS), source.choice(NUMERALS)))
    return "".join(parts)


def _figure(source: random.Random) -> tuple[str, str, int | None, int | None]:
    pool = source.choice((NUMERALS + WORDS, NUMERALS + SIGNS, NUMERALS + SIGNS + WORDS + DATES))
    text = _likely(source) if source.random() < 0.6 else pieces(pool)(source)
    return text, source.choice(rule_names()), source.choice((None, 2021, 1, 9999)), source.choice((None, 2, 12))


def _read_figure(case: tuple[str, str, int | None, int | None]) -> None:
    text, rule, year, month = case
    half = len(text) // 2
    context.around(text[:half], text, text[half:])
    figure = figures.parse(text, rule, year, month)
    if figure.value is not None:
        figures.print_figure(figure.value, figure)
        figures.prints_alike(figure.value, figure)
    if figure.unit not in ("date", "rank") and figure.value is not None:
        bounds(figure.value, figure.rounding_unit, figure.qualifier, rule)


YEARS = ["2021年", "2021", "二零二一年", "今年", "去年", "21年", "", ""]
PARTS = [
    "",
    "第三季度",
    "Q3",
    "H1",
    "上半年",
    "前三季度",
    "前9个月",
    "9月",
    "9月26日",
    "三月",
    "3月下旬",
    "年底",
    "1-9月",
    "6月1日至6月18日",
]
PARTS += ["全年", "9月30日止九个月", "12月31日止年度", "26日", "/3/26", "-03", ".3.26", "0326"]


def _likely_date(source: random.Random) -> str:
    one = lambda: source.choice(YEARS) + source.choice(PARTS)
    text = source.choice(("", "", "截至")) + one()
    if source.random() < 0.3:
        text += source.choice(("至", "-", "—", "到")) + one()
    if text and source.random() < 0.3:
        at = source.randrange(len(text))
        text = text[:at] + source.choice(("", source.choice(DATES))) + text[at + source.randrange(2) :]
    return text


def _date(source: random.Random) -> tuple[str, int | None, int | None, int | None, bool]:
    year, month = source.choice((None, 1, 2021, 9999)), source.choice((None, 1, 2, 12))
    text = _likely_date(source) if source.random() < 0.6 else pieces(DATES)(source)
    return text, year, month, source.choice((None, 1, 2022)), source.random() < 0.5


def _read_date(case: tuple[str, int | None, int | None, int | None, bool]) -> None:
    text, year, month, now, bare = case
    figures.figure_from_date(text, year, month, now, bare)
    if found := dates.parse_date(text, year, month, now, bare):
        figure.print_day(found[0].lower or Fraction(1), text)


SUBJECTS = {
    "figures": Subject(_figure, _read_figure, (figures.FigureError,)),
    "dates": Subject(_date, _read_date, (figures.FigureError,)),
}
