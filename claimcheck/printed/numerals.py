"""Numerals in words below 10,000, the words of scale, and what a number read is. `numbers` reads whole numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from claimcheck.printed.tokens import canonical, normalise
from claimcheck.printed.units import units

__all__ = ["COUNTERS", "DIGITS", "PLACES", "Number", "han_number", "normalise", "scale_value", "to_han"]

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {**PLACES, "万": 10**4, "亿": 10**8}
COUNTED_BY_DIGITS = 4  # 一九四九 is a number digit by digit; shorter rows of digits need a zero (一零五)

# words of measure behind a number -> (base unit, factor to it)
COUNTERS: dict[str, tuple[str, Fraction]] = {
    row.word: (row.unit, row.factor) for row in units().values() if row.position != "before"
}


@dataclass(frozen=True)
class Number:
    """A number read, without its unit of measure.

    value, place: it and one unit of its last printed digit, 0 where it is an order of magnitude; digits: the
    number as printed without the words of scale, as far as one factor `scale` brings it to `value`, else a
    decimal that it does; tail: the words of scale behind `digits`; inside: qualifiers that stand within it;
    word: 几, 数, 十几 for an order of magnitude; bare: a scale without a number (亿, 百万); high: the other
    end where two neighbouring digits give a range (七八十).
    """

    value: Fraction
    place: Fraction
    digits: str
    scale: Fraction
    tail: str = ""
    inside: tuple[str, ...] = ()
    word: str = ""
    bare: bool = False
    lost: bool = False
    high: Number | None = None

    @property
    def is_plain_digit(self) -> bool:
        """One digit in words and nothing else: the 三 of 三到五千."""
        return canonical(self.digits) in DIGITS and self.scale == 1

    def times(self, factor: Fraction) -> Number:
        """The number counted in another unit of measure."""
        if factor == 1:
            return self
        high = self.high and self.high.times(factor)
        return replace(
            self, value=self.value * factor, place=self.place * abs(factor), scale=self.scale * factor, high=high
        )


def han_number(text: str) -> tuple[int, int]:
    """Value and last printed place of a numeral below 10,000: 三千二百 -> (3200, 100), 十二 -> (12, 1).

    The spoken short form leaves the last place out: 一百五 -> (150, 10). Rows of digits are read too (二零二一). ValueError for anything else.
    """
    printed, text = text, canonical(text)
    if len(text) > 1 and all(c in DIGITS for c in text):
        if text[0] == "零" or (len(text) < COUNTED_BY_DIGITS and "零" not in text):
            raise ValueError(f"{printed!r} is no numeral")
        return int("".join(str(DIGITS[c]) for c in text)), 1
    total, digit, last_place, place_limit, behind_zero = 0, None, 1, 10**4, False
    for c in text:
        if c in PLACES:
            place = PLACES[c]
            if place >= place_limit or digit == 0 or (digit is None and (c != "十" or total)):
                raise ValueError(f"{printed!r} is no numeral")
            total, digit, last_place, place_limit = total + (digit or 1) * place, None, place, place
        elif c in DIGITS and (digit is None or digit == 0):
            behind_zero = digit == 0
            digit, last_place = DIGITS[c], 1
        else:
            raise ValueError(f"{printed!r} is no numeral")
    if digit and place_limit in (100, 1000) and not behind_zero:
        last_place = place_limit // 10
        digit *= last_place
    if digit == 0 and total:
        raise ValueError(f"{printed!r} is no numeral")
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
