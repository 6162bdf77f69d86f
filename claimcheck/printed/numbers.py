"""Numbers in digits and in words, with their scale: 3812, 一百二十, 6.8千亿, 1亿5000万, 七八十万, 几百, 3.5 million.

A number is read with one unit of its last printed digit, and with the words that stand inside it (30多亿).
Nothing here knows units of measure or intervals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from claimcheck.printed.numerals import DIGITS, PLACES, Number, han_number, scale_value
from claimcheck.printed.rationals import decimal_places, format_decimal
from claimcheck.printed.tokens import FigureError, Scanner, canonical, words

MOST_DIGITS = 30
_ENGLISH = {"thousand": 10**3} | dict.fromkeys(("million", "mn", "mln"), 10**6)
_ENGLISH |= dict.fromkeys(("billion", "bn"), 10**9) | dict.fromkeys(("trillion", "tn"), 10**12)
_LETTERS = {"k": 10**3, "K": 10**3, "w": 10**4, "W": 10**4, "M": 10**6, "B": 10**9}

_ARABIC = re.compile(r"(?:\d{1,3}(?:(?:,\d{3})++|(?: \d{3})++)|\d++)(?:\.\d++)?(?![,. ]?\d)", re.ASCII)
_LEADING_ZERO = re.compile(r"0\d", re.ASCII)
_LOST = re.compile(r"\?\d++", re.ASCII)
_HAN = re.compile("(?:[零一二三四五六七八九两十千]|百(?!分点))+")
_DIGIT_AND_PLACE = re.compile("[1-9][十百千]", re.ASCII)
_NEIGHBOURS = re.compile("[一二三四五六七八九两]{2,}")
_RISING = ("一二", "一两", "二三", "两三", "三四", "四五", "五六", "六七", "七八", "八九", "三五")  # 三五 by usage
_PLACE = re.compile("[十千]|百(?!分点)")
_SCALE = re.compile("[万亿]")
_POINT = re.compile("点[零一二三四五六七八九]+")
_OF = re.compile("个(?=[多余来]?[万亿])")  # 3个亿
_INSIDE = re.compile("[多余来](?=个?[万亿])")  # 30多亿
_SEVERAL = re.compile("(?:好几|几|数(?![字据量额值码学]))(?![零一二三四五六七八九两0-9?半几数])")
_TEENS = re.compile("[零一二三四五六七八九两百千]*十几")
_LETTER_SCALE = re.compile("[kKwWM](?![A-Za-z])")
_CURRENCY = re.compile("RMB|CNY|USD|HKD|[¥$]", re.IGNORECASE)
_MONEY_SCALE = re.compile("[mbB](?![A-Za-z])")
_SMALL_M = re.compile("m(?![A-Za-z])")
_ENGLISH_SCALE = words(list(_ENGLISH))
_MEGA = re.compile("兆")
_MIXED = re.compile(r"[\d零一二三四五六七八九两]", re.ASCII)


def read_number(scanner: Scanner) -> Number | None:
    """The number at the scanner's place, None if there is none; FigureError if it is none that can be read."""
    start = scanner.at
    number = _lost(scanner) or _several(scanner) or _pieces(scanner)
    if scanner.sees(_MEGA):
        raise FigureError("兆 is 10^12 in Taiwan and 10^6 in the mainland", scanner.rest)
    if number is None:
        scanner.at = start
    elif scanner.sees(_MIXED):
        raise FigureError("a further digit", scanner.rest)
    return number


def _lost(scanner: Scanner) -> Number | None:
    """?00: any first digit from 1 to 9 may have stood there."""
    digits = scanner.take(_LOST)
    if not digits:
        return None
    ends = [Number(Fraction(digits.replace("?", d)), Fraction(1), digits, Fraction(1), lost=True) for d in "19"]
    return replace(ends[0], high=ends[1])


def _several(scanner: Scanner) -> Number | None:
    """几十, 数亿, 二十几万: the number that the order of magnitude hangs on."""
    start = scanner.at
    if digits := scanner.take(_TEENS):
        try:
            number, word = han_number(digits[:-1])[0], scanner.since(start)[-2:]
        except ValueError as error:
            raise FigureError(str(error), scanner.printed) from None
    elif scanner.take(_SEVERAL):
        word = scanner.since(start)
        place = scanner.take(_PLACE)
        number, digits = scale_value(place), word + place
    else:
        return None
    inside = _take_inside(scanner)
    tail, scale = _take_scale(scanner)
    return Number(number * Fraction(scale), Fraction(0), digits, Fraction(scale), tail, inside, word)


def _take_inside(scanner: Scanner) -> tuple[str, ...]:
    """Words that stand between a number and its scale; the 个 of 3个亿 says nothing."""
    scanner.take(_OF)
    start = scanner.at
    inside = (scanner.since(start),) if scanner.take(_INSIDE) else ()
    scanner.take(_OF)
    return inside


def _take_scale(scanner: Scanner) -> tuple[str, int]:
    """万, 亿, 万亿 behind a number, as printed and as a factor; no other row of them is in use."""
    start, scale = scanner.at, ""
    while piece := scanner.take(_SCALE):
        scale += piece
    if scale not in ("", "万", "亿", "万亿", "万万"):
        raise FigureError(f"{scale} is no scale", scanner.since(start))
    return scanner.since(start), scale_value(scale)


# pieces: digits with the scale behind them, the 1亿 and the 5000万 of 1亿5000万


@dataclass(frozen=True)
class _Piece:
    """value, place: without the scale, high and high_place those of a second neighbouring digit; digits, tail:
    as printed; is_short: may be the spoken short form (the 五 of 两万五)."""

    value: Fraction
    place: Fraction
    digits: str
    tail: str = ""
    scale: int = 1
    inside: tuple[str, ...] = ()
    places: int = 1
    bare: bool = False
    zero_first: bool = False
    is_short: bool = False
    high: _Piece | None = None


def _pieces(scanner: Scanner) -> Number | None:
    pieces: list[_Piece] = []
    while piece := _piece(scanner, first=not pieces):
        pieces.append(piece)
        if piece.inside or piece.scale == 1:
            break
    if not pieces:
        return None
    if len(pieces) > 1:
        return _compound(pieces)
    number = _single(pieces[0])
    return replace(number, high=_single(pieces[0].high)) if pieces[0].high else number


def _piece(scanner: Scanner, first: bool) -> _Piece | None:
    found = _arabic(scanner, first) or _han(scanner, first)
    if found is None:
        if not first or not scanner.sees(_SCALE):
            return None
        found = _Piece(Fraction(1), Fraction(1), "", bare=True)
    english = first and found.digits.isascii() and not found.bare and _english_scale(scanner, "." in found.digits)
    if english:
        return replace(found, tail=english[0], scale=english[1])
    inside = _take_inside(scanner) if not found.bare else ()
    tail, scale = _take_scale(scanner)
    if not tail and not inside:
        return found
    high = found.high and replace(found.high, scale=scale)
    return replace(found, tail=found.tail + tail, scale=scale, inside=inside, high=high)


def _english_scale(scanner: Scanner, has_decimals: bool) -> tuple[str, int] | None:
    start = scanner.at
    word = scanner.take(_ENGLISH_SCALE).lower() or scanner.take(_LETTER_SCALE)
    if not word and _CURRENCY.search(scanner.text):
        word = scanner.take(_MONEY_SCALE).upper()
    elif not word and has_decimals:  # 3m are metres
        word = scanner.take(_SMALL_M).upper()
    return (scanner.since(start), {**_ENGLISH, **_LETTERS}[word]) if word else None


def _arabic(scanner: Scanner, first: bool) -> _Piece | None:
    """3812.5, 1,234; with words of place 6.8千, and 5千4百 digit by digit."""
    start = scanner.at
    text = scanner.take(_ARABIC)
    if not text:
        return None
    if len(text) > MOST_DIGITS:
        raise FigureError(f"more than {MOST_DIGITS} digits", text)
    if _LEADING_ZERO.match(text):
        raise FigureError("a zero before a number", text)
    number, digits = Fraction(re.sub("[, ]", "", text)), scanner.since(start)
    decimals = len(text.partition(".")[2])
    if decimals and not first:
        raise FigureError("decimals behind a scale", digits)
    place_start, word = scanner.at, scanner.take(_PLACE)
    factor = scale_value(word)
    total, place = number * factor, Fraction(factor, 10**decimals)
    tail, steps = scanner.since(place_start), 1
    while word and number < 10 and not decimals and (digit := scanner.take(_DIGIT_AND_PLACE)):
        if PLACES[digit[1]] >= factor:
            raise FigureError("a part larger than the unit before it", scanner.since(place_start))
        factor, steps = PLACES[digit[1]], steps + 1
        total, place = total + int(digit[0]) * factor, Fraction(factor)
    if steps > 1:
        return _Piece(total, place, str(total), places=1)
    # 1亿5000万 and 3万5000 count in the scale before; of 3万5 nobody can say whether a digit is lost
    return _Piece(total, place, digits, tail, places=factor, is_short=not word and len(text) != 4)


def _han(scanner: Scanner, first: bool) -> _Piece | None:
    """三千二百, 三点五, 百; two neighbouring digits (七八十) are a range."""
    start = scanner.at
    text = scanner.take(_HAN)
    if not text:
        return None
    if len(text) > MOST_DIGITS:
        raise FigureError(f"more than {MOST_DIGITS} digits", text)
    if text in PLACES and text != "十":
        if not first:
            raise FigureError("a scale without a number", scanner.since(start))
        return _Piece(Fraction(PLACES[text]), Fraction(PLACES[text]), scanner.since(start), bare=True)
    pairs = _NEIGHBOURS.findall(text)
    if len(pairs) == 1 and pairs[0] in _RISING:
        low, high = (_numeral(text.replace(pairs[0], digit), scanner.since(start)) for digit in pairs[0])
        return replace(low, high=high)
    digits = _numeral(text, scanner.since(start))
    point = scanner.take(_POINT)
    if not point:
        return digits
    if not first or digits.is_short:
        raise FigureError("decimals behind a scale", point)
    after = "".join(str(DIGITS[c]) for c in point[1:])
    place = Fraction(1, 10 ** len(after))
    return _Piece(
        digits.value + int(after) * place, place, format_decimal(digits.value + int(after) * place, len(after))
    )


def _numeral(text: str, printed: str) -> _Piece:
    zero_first = len(text) > 1 and text[0] == "零"
    try:
        value, place = han_number(text[1:] if zero_first else text)
    except ValueError as error:
        raise FigureError(str(error), printed) from None
    is_short = value > 10 and text[-1] in DIGITS and place > 1
    return _Piece(Fraction(value), Fraction(place), printed, zero_first=zero_first, is_short=is_short)


def _single(piece: _Piece) -> Number:
    if piece.zero_first or (piece.is_short and piece.tail and not piece.digits.isascii()):
        raise FigureError(f"{piece.digits} leaves out a place", piece.digits)
    scale = Fraction(piece.scale)
    return Number(
        piece.value * scale,
        piece.place * scale,
        piece.digits,
        scale * piece.places,
        piece.tail,
        piece.inside,
        bare=piece.bare,
    )


def _compound(pieces: list[_Piece]) -> Number:
    """Several pieces added up, each smaller than the scale before it."""
    done, myriad, place, before = Fraction(0), Fraction(0), Fraction(1), 0
    for piece in pieces:
        value, place, scale = piece.value, piece.place, piece.scale
        if piece.bare or piece.high or place < 1:
            raise FigureError("a part of a number that is none by itself", piece.digits)
        if before:
            if scale == 1 and not piece.zero_first:
                value, place = _last_part(piece, before)
            if value >= 10**4 or (scale > 1 and scale >= before and (scale == before or done or before != 10**4)):
                raise FigureError("a part larger than the unit before it", piece.digits + piece.tail)
        elif piece.zero_first:
            raise FigureError(f"{piece.digits} leaves out a place", piece.digits)
        if scale == 10**4:
            myriad, value = value * scale, Fraction(0)
        elif scale > 1:
            done, myriad, value = done + (myriad + value) * scale, Fraction(0), Fraction(0)
        place *= scale
        before = scale
    total = done + myriad + value
    factor = next(scale for scale in (10**8, 10**4, 1) if place >= scale)
    tail = {10**8: "亿", 10**4: "万", 1: ""}[factor]
    digits = format_decimal(total / factor, decimal_places(total / factor) or 0)
    return Number(total, place, digits, Fraction(factor), tail, pieces[-1].inside)


def _last_part(piece: _Piece, before: int) -> tuple[Fraction, Fraction]:
    """What stands behind a scale without one of its own: 三万五千 is whole, 两万五 leaves 千 out."""
    in_words = not piece.digits.isascii()
    if before != 10**4 or piece.inside or (not in_words and piece.is_short):
        raise FigureError("a place is left out", piece.digits)
    if in_words and canonical(piece.digits) in DIGITS:
        return piece.value * 1000, Fraction(1000)
    return piece.value, piece.place
