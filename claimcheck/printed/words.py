"""Figures and results in the words of English prose: "381.2 billion CNY (3812億元)"."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from claimcheck.printed import dates
from claimcheck.printed.figures import split_unit
from claimcheck.printed.interval import Interval
from claimcheck.printed.qualifiers import effects, split_qualifier
from claimcheck.printed.rationals import decimal_places, format_decimal, magnitude

SIGNIFICANT_DIGITS = 4
RANGE_DIGITS = 3
WHOLE = 10**6  # from here on the ends of a count are rounded like those of any amount

# what a qualifier's effect says in English, before the number; effects that say nothing there are absent
EFFECT_WORDS = {
    "above": "over",
    "at_least": "at least",
    "below": "under",
    "at_most": "at most",
    "within": "within",
    "near": "nearly",
    "around": "about",
    "more": "over",
    "teens": "over",
    "some": "about",
    "ten_or_so": "about",
    "order": "of the order of",
}
# qualifiers whose English says more than their effect: 低至 is the lowest of a range, told as good news
OWN_WORDS = {"低至": "as low as"}
_MAGNITUDES = ((12, "trillion"), (9, "billion"), (6, "million"))
CJK = re.compile("[\u3400-\u9fff]")
_AFTER_NUMBER = re.compile(r"[^\d.,]*$")


def figure_text(cells: Mapping[str, str], printed: str) -> str:
    """The figure of a claim's row in English with its unit, the Chinese form behind it where there is one.

    printed: the quote as corrected. Digits are kept as printed, trailing zeros too, unless the row
    declares them empty. Without a value the printed form stands alone.
    """
    english = _english(cells) if cells["value"] else ""
    if not english:
        return printed
    return f"{english} ({printed})" if CJK.search(printed) and not CJK.search(english) else english


def _english(cells: Mapping[str, str]) -> str:
    scale, base = split_unit(cells["unit"])
    if base == "text":
        return cells["value"]
    if base == "date":
        days = cells["period_start"], cells["period_end"]
        return date_text(*days) if all(days) else cells["value"]
    number = printed_digits(Decimal(cells["value"]), cells["rounding_unit"], cells["coarse_unit"])
    text = _with_unit(number.scaleb(len(str(scale)) - 1), base)
    return f"{qualifier_word(cells['qualifier'])} {text}".strip()


def printed_digits(number: Decimal, rounding_unit: str, coarse_unit: str) -> Decimal:
    """The number with the digits that say something: 6800 at a coarse unit of 100 is 6.8E+3."""
    unit = Decimal(coarse_unit or rounding_unit or 1)
    if unit == 0:
        return number.normalize()
    return number.quantize(unit.normalize()) if _exponent(unit.normalize()) > 0 else number


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # it is a finite number
    return exponent


def _with_unit(number: Decimal, base: str) -> str:
    """A number in base units. Moving the decimal point only, so that no digit is added or lost."""
    if base == "percent":
        return f"{number:,f}%"
    if base == "points":
        return f"{number:,f} percentage {'point' if abs(number) == 1 else 'points'}"
    if base == "rank":
        return f"rank {number:f}"
    power, word = next(((p, w) for p, w in _MAGNITUDES if abs(number) >= Decimal(10) ** p), (0, ""))
    amount = number.scaleb(-power)
    if _exponent(amount) > 0:
        amount = amount.quantize(Decimal(1))
    text = f"{amount:,f} {word}".strip()
    if base == "items":
        return text
    return f"{text} {base.removesuffix('s') if number == 1 else base}"


def number_text(value: Fraction, unit: str, step: Fraction | None = None, up: bool | None = None) -> str:
    """A number in base units in words, rounded to `step`, or to four significant digits where it has more.

    up: whether to round up or down, for a bound; by default to the nearest, a tie away from zero.
    """
    if unit == "date":
        day = dates.format_day(value)
        return date_text(day, day)
    if step is None:
        step = Fraction(10) ** (magnitude(value) - SIGNIFICANT_DIGITS)
        if (value / step).denominator == 1:  # fewer digits say it all
            return _with_unit(_decimal(value).normalize(), unit)
    count = value / step
    if up is None:
        whole = math.floor(abs(count) + Fraction(1, 2)) * (1 if count >= 0 else -1)
    else:
        whole = math.ceil(count) if up else math.floor(count)
    # zeros down to the step stay: they say how far it was rounded
    return _with_unit(_decimal(whole * step).quantize(_decimal(step).normalize()), unit)


def _decimal(value: Fraction) -> Decimal:
    places = decimal_places(value)
    if places is None:
        raise ValueError(f"{value} has no last decimal")
    return Decimal(format_decimal(value, places))


def bound_text(interval: Interval, unit: str) -> str:
    """An interval of which one end alone says something, as "over 18.75 billion CNY"; blank for any other."""
    if interval.upper is None and interval.lower is not None:
        return f"{'at least' if interval.lower_closed else 'over'} {number_text(interval.lower, unit, up=False)}"
    if interval.upper is not None and interval.lower in (None, 0):
        return f"{'at most' if interval.upper_closed else 'under'} {number_text(interval.upper, unit, up=True)}"
    return ""


def range_text(interval: Interval, unit: str) -> str:
    """An interval in words: "57.4 to 60.0 billion CNY"; one-sided ones as in bound_text().

    Ends are rounded outward to three digits, or further where it takes two digits of the width to tell
    them apart. Counts of items below a million are whole numbers: an open end gives way to the next one.
    """
    one_sided = bound_text(interval, unit)
    low, high = interval.lower, interval.upper
    if one_sided or low is None or high is None:
        return one_sided
    if low == high:
        return number_text(low, unit)
    if unit == "items" and high < WHOLE:
        low, high = _first_whole(low, interval.lower_closed), -_first_whole(-high, interval.upper_closed)
        ends = number_text(low, unit, Fraction(1)), number_text(high, unit, Fraction(1))
    else:
        step = Fraction(10) ** min(magnitude(max(abs(low), abs(high))) - RANGE_DIGITS, magnitude(high - low) - 2)
        ends = number_text(low, unit, step, up=False), number_text(high, unit, step, up=True)
    tails = [_AFTER_NUMBER.findall(end)[0] for end in ends]
    return f"{ends[0].removesuffix(tails[0]) if tails[0] == tails[1] else ends[0]} to {ends[1]}"


def _first_whole(end: Fraction, closed: bool) -> Fraction:
    """The smallest whole number from `end` on."""
    return Fraction(math.ceil(end) if closed else math.floor(end) + 1)


def qualifier_word(qualifier: str) -> str:
    """What a qualifier says before the number in English; blank where it says nothing of the size."""
    own = [OWN_WORDS[word] for word in split_qualifier(qualifier) if word in OWN_WORDS]
    return next(iter([*own, *(EFFECT_WORDS[effect] for effect in effects(qualifier) if effect in EFFECT_WORDS)]), "")


def date_text(first: str, last: str) -> str:
    """A span of ISO dates in words: a day, a month, a quarter, half a year, a year, or from one day to another."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if start == end:
        return _day(start)
    is_whole = start.day == 1 and (end + timedelta(days=1)).day == 1
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if is_whole and months == 1:
        return f"{start:%B %Y}"
    if is_whole and months in _PARTS and (start.month - 1) % months == 0:
        name, ordinals = _PARTS[months]
        return f"{ordinals[start.month // months]}{name}{start.year}"
    first_day = f"{start.day} {start:%B}" if start.year == end.year else _day(start)
    return f"{first_day} to {_day(end)}"


_ORDINALS = ("first", "second", "third", "fourth")
_PARTS = {3: (" quarter of ", _ORDINALS), 6: (" half of ", _ORDINALS), 12: ("", ("",))}


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
