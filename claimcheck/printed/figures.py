"""From a printed figure to its value, its unit and its interval, and back.

parse("超4000億元") gives value 4000 * 10**8 in CNY and the interval (4000億, ∞). The words around
the number act through the table qualifiers.csv (see `qualifiers`), the rounding of its last digit
through rounding_rules.csv (see `rounding`).

Values are in base units; percent stays percent here (0.97% has value 0.97) and becomes a fraction
only in formulas, see formula_factor(). Dates are day numbers (date.toordinal).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from claimcheck.printed import dates, numerals
from claimcheck.printed.interval import Interval
from claimcheck.printed.qualifiers import FigureError, bounds, is_inequality, qualifiers, split_qualifier
from claimcheck.printed.rationals import decimal_places, format_decimal
from claimcheck.printed.rounding import DEFAULT_RULE, unround

__all__ = [
    "BASE_UNITS",
    "Figure",
    "FigureError",
    "bounds",
    "figure_from_columns",
    "formula_factor",
    "is_inequality",
    "parse",
    "print_figure",
    "prints_alike",
    "qualifiers",
    "split_qualifier",
    "split_unit",
]

BASE_UNITS = ("CNY", "percent", "persons", "items", "times", "days", "months", "years", "rank", "date", "text")


@dataclass(frozen=True)
class Figure:
    """A printed figure read.

    printed: the text; value: in base units, for an order of magnitude the number it hangs on (几十:
    10, 億元級: 10**8), None for a range (30-40%) and a lost digit (?00); unit: base unit, None without a counter; scale: base units per unit of
    `digits` (億元: 10**8); digits: the number as printed (for dates an ISO date or span);
    rounding_unit: one unit of the last printed digit, in base units, 0 if exact; qualifier: the
    qualifier words joined by a space; interval: in base units; before, after: what stands around
    the digits when the figure is printed without qualifiers.
    """

    printed: str
    value: Fraction | None
    unit: str | None
    scale: Fraction
    digits: str
    rounding_unit: Fraction
    qualifier: str
    interval: Interval
    before: str = ""
    after: str = ""


def _words(position: str) -> str:
    words = sorted((w.word for w in qualifiers().values() if w.position == position), key=len, reverse=True)
    return "|".join(map(re.escape, words))


_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\?\d+|\d+(?:\.\d+)?"
_HAN = "[〇零一二两兩三四五六七八九十百千]+"
_SEVERAL = "[几幾数數][十百千]?|[二三四五六七八九]?十[几幾]"
_COUNTER = "|".join(map(re.escape, sorted(numerals.COUNTERS, key=len, reverse=True)))
# what is counted, printed behind the counter (兩本書, 兩大Tab): letters, no numeral among them
_NOUN = r"(?:(?![〇零一二两兩三四五六七八九十百千万萬亿億几幾数數半])[\u4e00-\u9fffA-Za-z]){1,6}"


def _pattern() -> re.Pattern:
    number = f"{_SEVERAL}|{_ARABIC}|{_HAN}|一?半"
    return re.compile(
        rf"(?P<before>(?:(?:{_words('before')})了?)*?)(?P<per>百分之)?"
        rf"(?P<first>-?(?:{number}))?(?P<first_unit>%|成)?(?:(?P<to>[-~—–至到]+)(?P<second>{number}))?"
        rf"(?P<middle>[多余餘])?(?P<scale>{numerals.SCALE})"
        rf"(?P<rest>(?:(?:{_ARABIC}|{_HAN}){numerals.SCALE_CLASS}+)*)"
        rf"(?P<more>[多余餘+])?(?:(?P<counter>{_COUNTER})(?P<noun>{_NOUN})??)?(?P<after>(?:{_words('after')})*)",
        re.ASCII,
    )


_PATTERN = _pattern()


def parse(printed: str, rule: str = DEFAULT_RULE, year: int | None = None, month: int | None = None) -> Figure:
    """Read a printed figure.

    rule: rounding rule; year, month: the context of a date that leaves them out (3月26日).
    FigureError if the text is not wholly read.
    """
    text = numerals.normalise(printed)
    try:
        figure = _date(printed, text, year, month) or _ordinal(printed, text) or _quantity(printed, text, rule)
    except FigureError as error:
        raise FigureError(f"cannot read {printed!r}: {error}") from None
    except ValueError as error:
        raise FigureError(f"cannot read {printed!r}: {error}") from error
    return figure


def _date(printed, text, year, month):
    found = dates.parse_date(text, year, month)
    if found is None:
        return None
    days, iso = found
    return Figure(printed, days.lower, "date", Fraction(1), iso, Fraction(0), "", days)


def _ordinal(printed, text):
    match = re.fullmatch(rf"第(\d+|{_HAN})([\u4e00-\u9fff]?)", text, re.ASCII)
    if not match:
        return None
    value = Fraction(_number(match[1])[0])
    return Figure(printed, value, "rank", Fraction(1), match[1], Fraction(0), "", Interval.exact(value), "第", match[2])


def _quantity(printed: str, text: str, rule: str) -> Figure:
    match = _PATTERN.fullmatch(re.sub("([个個])多月", r"多\1月", text))
    if not match or not (match["first"] or match["scale"]):
        raise FigureError("not a figure")
    found = {key: value or "" for key, value in match.groupdict().items()}
    _check_noun(found)
    unit, factor = _unit(found)
    words = split_qualifier(found["before"] + found["middle"] + found["more"] + found["after"])
    scale = numerals.scale_value(found["scale"]) * factor
    digits = found["first"]
    after = found["first_unit"] + ("" if found["rest"] else found["scale"]) + found["counter"] + found["noun"]
    if found["second"] or _is_pair(digits):
        return _range(printed, found, scale, unit, words, rule, after)
    if digits.startswith("?"):
        return _lost_digit(printed, digits, scale, unit, words, rule, after)
    number, place, word = _number(digits)
    if found["rest"]:
        digits, scale = _compound(digits, found, factor)
        number, place, word = _number(digits)
    if word:
        if any(qualifiers()[w].effect != "none" for w in words):
            raise FigureError("a qualifier at an order of magnitude")
        words = (*words, word)
    value, rounding_unit, qualifier = number * scale, place * scale, " ".join(words)
    return Figure(
        printed,
        value,
        unit,
        scale,
        digits,
        rounding_unit,
        qualifier,
        bounds(value, rounding_unit, qualifier, rule),
        found["per"],
        after,
    )


def _check_noun(found: dict) -> None:
    noun = found["noun"]
    counted = found["counter"] and numerals.COUNTERS[found["counter"]][0] in ("items", "persons")
    if noun and (not counted or any(word in noun for word in qualifiers())):
        raise FigureError(f"{noun!r} is not understood")


def _unit(found: dict) -> tuple[str | None, Fraction]:
    named = [word for word in (found["first_unit"], found["counter"]) if word]
    if found["per"]:
        named.append("%")
    units = {numerals.COUNTERS[word] for word in named}
    if len(units) > 1:
        raise FigureError(f"two units: {' and '.join(named)}")
    return units.pop() if units else (None, Fraction(1))


def _number(digits: str) -> tuple[Fraction, Fraction, str]:
    """The number, one unit of its last printed digit, and the word that makes it an order of
    magnitude (几十 -> 10, 0, 几; 十几 -> 10, 0, 十几), if any."""
    if digits.endswith("半"):
        return Fraction(1, 2), Fraction(1, 2), ""
    if digits in ("", "百", "千"):  # a bare unit counts once: 億元級, 上亿, 百亿级
        return Fraction(numerals.scale_value(digits)), Fraction(numerals.scale_value(digits)), ""
    if digits[0] in "几幾数數":
        return Fraction(numerals.scale_value(digits[1:])), Fraction(0), digits[0]
    if digits[-1] in "几幾":
        return Fraction(numerals.han_number(digits[:-1])[0]), Fraction(0), digits[-2:]
    if re.fullmatch(_HAN, digits):
        number, place = numerals.han_number(digits)
        return Fraction(number), Fraction(place), ""
    plain = digits.replace(",", "")
    return Fraction(plain), Fraction(1, 10 ** len(plain.partition(".")[2])), ""


def _is_pair(digits: str) -> bool:
    """三四: two digits in sequence, without a place, mean three to four."""
    return bool(re.fullmatch("一二|二三|两三|兩三|三四|四五|五六|六七|七八|八九", digits))


def _range(printed, found, scale, unit, words, rule, after):
    first, second = (found["first"], found["second"]) if found["second"] else found["first"]
    (low, low_place, _), (high, high_place, _) = _number(first), _number(second)
    if any(qualifiers()[word].effect != "none" for word in words):
        raise FigureError("a qualifier at a range")
    if low >= high:
        raise FigureError("a range that does not rise")
    interval = unround(low, low_place, rule).hull(unround(high, high_place, rule)).map_scale(scale)
    return Figure(
        printed,
        None,
        unit,
        scale,
        first + found["to"] + second if found["to"] else first + second,
        max(low_place, high_place) * scale,
        " ".join(words),
        interval,
        found["per"],
        after,
    )


def _compound(digits: str, found: dict, factor: Fraction) -> tuple[str, Fraction]:
    """3亿5000万 -> ("35000", 10**4): the parts added up in units of the last."""
    parts = re.findall(
        rf"({_ARABIC}|{_HAN})({numerals.SCALE_CLASS}+)", digits + found["scale"] + found["rest"], re.ASCII
    )
    scales = [numerals.scale_value(scale) for _, scale in parts]
    numbers = [_number(number)[0] for number, _ in parts]
    if any(n * s >= before for n, s, before in zip(numbers[1:], scales[1:], scales)):
        raise FigureError("a part larger than the unit before it")
    total = sum(n * s for n, s in zip(numbers, scales)) / scales[-1]
    return format_decimal(total, decimal_places(total)), scales[-1] * factor


def _lost_digit(printed, digits, scale, unit, words, rule, after):
    """?00多: any first digit from 1 to 9 may have stood there."""
    interval = None
    for lost in "123456789":
        value = Fraction(digits.replace("?", lost)) * scale
        part = bounds(value, scale, " ".join(words), rule)
        interval = part if interval is None else interval.hull(part)
    return Figure(printed, None, unit, scale, digits, scale, " ".join(words), interval, "", after)


# columns of a table


def split_unit(text: str) -> tuple[Fraction, str]:
    """A table's unit "1e8 CNY" -> (10**8, "CNY"); FigureError for an unknown one."""
    match = re.fullmatch(r"(?:1e(\d{1,2}) )?(\w+)", text, re.ASCII)
    if not match or match[2] not in BASE_UNITS:
        raise FigureError(f"unknown unit {text!r}; expected one of {', '.join(BASE_UNITS)}, with 1eN before it or not")
    return Fraction(10 ** int(match[1] or 0)), match[2]


def figure_from_columns(
    value: str,
    unit: str,
    qualifier: str = "",
    rounding_unit: str = "",
    rule: str = DEFAULT_RULE,
    printed: str = "",
    period: tuple[str, str] | None = None,
) -> Figure:
    """A figure from a table's columns: value "3812", unit "1e8 CNY", rounding_unit "1".

    Strings as in the table; a blank rounding_unit means one unit of the last digit of `value`, "0"
    exact. For unit `date` the value is an ISO date or prefix, and the interval is all days of the
    `period` (first and last ISO date) if given, else of the prefix: a quarter has no prefix of its
    own. FigureError if a column cannot be read, or for unit `text`, which has no interval.
    """
    scale, base = split_unit(unit)
    if base == "text":
        raise FigureError("text has no interval")
    if base == "date":
        try:
            days = dates.iso_span("/".join(period) if period and all(period) else value)
            first = dates.iso_span(value).lower
        except ValueError as error:
            raise FigureError(str(error)) from error
        return Figure(printed or value, first, base, scale, value, Fraction(0), qualifier, days)
    for name, text in (("value", value), ("rounding_unit", rounding_unit or "0")):
        if not re.fullmatch(r"-?\d+(?:\.\d+)?", text, re.ASCII):
            raise FigureError(f"{name} {text!r} is no decimal number")
    number, place, _ = _number(value)
    if rounding_unit:
        place = Fraction(rounding_unit)
    after = numerals.SCALE_WORDS.get(scale, "") + numerals.UNIT_WORDS.get(base, "")
    interval = bounds(number * scale, place * scale, qualifier, rule)
    return Figure(
        printed or value + after, number * scale, base, scale, value, place * scale, qualifier, interval, "", after
    )


def formula_factor(unit: str | None) -> Fraction:
    """Times this, a value in base units is in formula terms: percent is a fraction there."""
    return Fraction(1, 100) if unit == "percent" else Fraction(1)


# printing


def print_figure(value: Fraction, like: Figure) -> str:
    """A value in base units printed as the figure `like` is: its decimals, scale and unit words,
    without qualifiers. A tie is rounded away from zero; see prints_alike() for the other way."""
    if like.unit == "date":
        return dates.print_day(value, like.printed)
    number = value / like.scale
    place = like.rounding_unit / like.scale
    decimals = len(like.digits.partition(".")[2])
    step = place if place else Fraction(1, 10**decimals)
    count = abs(number) / step + Fraction(1, 2)
    rounded = (count.numerator // count.denominator) * step * (-1 if number < 0 else 1)
    return like.before + _print_number(rounded, like, decimals) + like.after


def _print_number(number: Fraction, like: Figure, decimals: int) -> str:
    if like.value is not None and number * like.scale == like.value:
        return like.digits  # 兩, 百 and a bare 億 have other spellings
    if re.fullmatch(_HAN, like.digits) and number.denominator == 1 and 0 <= number < 10**4:
        return numerals.to_han(int(number))
    text = format_decimal(number, max(decimals, decimal_places(number) or 0))
    if "," in like.digits:
        whole, dot, rest = text.partition(".")
        text = f"{int(whole):,}{dot}{rest}"
    return text


def prints_alike(value: Fraction, figure: Figure) -> bool:
    """Whether a value in base units, rounded to the figure's last digit, prints as the figure
    does; at a tie both results count. An exact figure is matched by its own value only."""
    return figure.value is not None and unround(figure.value, figure.rounding_unit).contains(value)
