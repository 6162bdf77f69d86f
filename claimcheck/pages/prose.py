"""Figures and results as a sentence carries them: "118.6 billion CNY (1186億元)", "5 times".

Money is in billions of CNY, below one in millions. What a source prints keeps its digits, since a reader looks for
them, and has the source's own form behind it where that is Chinese. What is computed has three digits at most for
amounts and two for rates, and fewer where the rounding of the figures behind it leaves fewer.
"""

from __future__ import annotations

import math
import re
from calendar import month_name
from decimal import Decimal
from fractions import Fraction

from claimcheck.printed.figures import split_qualifier, split_unit
from claimcheck.printed.interval import Interval
from claimcheck.printed.qualifiers import row_of
from claimcheck.printed.rationals import magnitude
from claimcheck.printed.words import CJK, printed_digits, qualifier_word
from claimcheck.register.records import Relation
from claimcheck.register.rows import Claim, Row

# from which power of ten on, in units of which power, and its word; the noun follows in the sentence.
# 過億元 is over 100 million, and not over 0.1 billion: a smaller unit stands where the larger one would begin with 0
AMOUNTS = {
    "CNY": ((9, 9, " billion CNY"), (5, 6, " million CNY"), (0, 0, " CNY")),
    "persons": ((9, 9, " billion"), (6, 6, " million"), (0, 0, "")),
    "USD": ((9, 9, " billion USD"), (5, 6, " million USD"), (0, 0, " USD")),
    "HKD": ((9, 9, " billion HKD"), (5, 6, " million HKD"), (0, 0, " HKD")),
}
RATES = {"percent": "%", "points": " points", "times": " times", "items": ""}
REPORTED_WORDS = {"over": "over", "about": "about", "near": "nearly"}
# "June 16" of an English source: a page has one way to write a day
DAY_BEHIND = re.compile(rf"^({'|'.join(month_name[1:])}) (\d{{1,2}})(?:st|nd|rd|th)?$")
AMOUNT_DIGITS, RATE_DIGITS = 3, 2
DOWN, NEAREST, UP = -1, 0, 1  # where a number is rounded to
WIDTHS = 5  # a digit is shown where its step is at least the interval's width over this


def figure(row: Row, form: bool = True) -> str:
    """A claim or a reported figure as it is quoted: its digits as printed, the Chinese form behind; words as they stand.

    form: whether the Chinese form stands behind it.
    """
    scale, unit = split_unit(row.unit)
    claim = row if isinstance(row, Claim) else None
    printed = claim.read if claim else row.printed
    is_words = claim is not None and claim.kind == "words" and unit in (*AMOUNTS, *RATES)  # 大多数 prints no 50%
    if not row.value or unit == "rank" or is_words:
        return printed
    if unit not in AMOUNTS and unit not in RATES:
        return claim.text if claim else DAY_BEHIND.sub(r"\2 \1", row.quoted)
    coarse = claim.coarse_unit if claim else _empty_zeros(row.value)
    number = printed_digits(Decimal(row.value), claim.rounding_unit if claim else "", coarse)
    word = qualifier_word(row.qualifier) if claim else REPORTED_WORDS.get(row.qualifier, "")
    text = f"{word} {_with_unit(number.scaleb(len(str(scale)) - 1), unit)}".strip()
    shown = _bare(claim) if claim else printed
    # "100 (100家)" and "over 50% (超過了50%)" would say it twice
    says_more = form and CJK.search(shown) and unit in AMOUNTS
    return f"{text} ({shown})" if says_more else text


def result(relation: Relation, inside: bool = False, step: Fraction | None = None) -> str:
    """What a relation comes to for the printed values, in as many digits as mean something; in words where it is no number.

    inside: with more digits where it takes them to lie within the interval, which stands beside it. step: with digits
    down to it at least, the last one of a printed figure beside it.
    """
    found = relation.result
    if not isinstance(found, Interval) or not isinstance(relation.point, Fraction):
        return relation.result_text
    if found.width is not None:
        return rounded(relation.point, relation.unit, found.width, within=found if inside else None, step=step)
    if found.upper is None and found.lower is not None:
        return f"{'at least' if found.lower_closed else 'over'} {rounded(found.lower, relation.unit, towards=DOWN)}"
    if found.upper is not None:
        return f"{'at most' if found.upper_closed else 'under'} {rounded(found.upper, relation.unit, towards=UP)}"
    return relation.result_text


def rounded(
    value: Fraction,
    unit: str,
    width: Fraction | None = None,
    towards: int = NEAREST,
    within: Interval | None = None,
    step: Fraction | None = None,
) -> str:
    """A number in words; `width`: of the interval it stands for, None where that has no end. Zeros down to the step stay.

    towards: NEAREST, or for a bound DOWN or UP, so that it stays true of all that lies within. within: an interval with
    the value in it, which the number does not leave by rounding.
    """
    power = magnitude(value) - (AMOUNT_DIGITS if unit in AMOUNTS else RATE_DIGITS)
    while width and Fraction(10) ** power < width / WIDTHS:
        power += 1
    while step and Fraction(10) ** power > step:
        power -= 1
    while (
        within and within.contains(value) and not within.contains(_steps(value, power, towards) * Fraction(10) ** power)
    ):
        power -= 1
    return _with_unit(Decimal(_steps(value, power, towards)).scaleb(power), unit)


def _steps(value: Fraction, power: int, towards: int) -> int:
    """How many steps of that power of ten the value comes to; a half away from zero."""
    steps = value / Fraction(10) ** power
    if towards == NEAREST:
        return math.floor(abs(steps) + Fraction(1, 2)) * (1 if value >= 0 else -1)
    return math.floor(steps) if towards == DOWN else math.ceil(steps)


def _with_unit(number: Decimal, unit: str) -> str:
    """A number in base units; the decimal point moves, no digit is added or lost."""
    units = AMOUNTS.get(unit, ((0, 0, RATES.get(unit, f" {unit}")),)) if number else ((0, 0, ""),)
    _, power, word = next((u for u in units if abs(number) >= Decimal(10) ** u[0]), units[-1])
    amount = number.scaleb(-power)
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        amount = amount.quantize(Decimal(1))
    return f"{amount:,f}{word}".replace("-", "\N{MINUS SIGN}")


def _empty_zeros(value: str) -> str:
    """The zeros at the end of 6800 may be empty: a claim's row says so, for a reported figure it is assumed."""
    zeros = re.fullmatch("[0-9]*[1-9](0+)", value)
    return "1" + zeros[1] if zeros else ""


def _bare(claim: Claim) -> str:
    """The printed form without a word that says nothing of the size: 達1186億元 (reached) is quoted as 1186億元."""
    words = [word for word in split_qualifier(claim.qualifier) if row_of(word).effect == "none"]
    return re.sub(f"^({'|'.join(words)})了?", "", claim.read) if words else claim.read
