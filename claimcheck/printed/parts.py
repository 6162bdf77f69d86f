"""A number with its own unit: 3812亿元, 百分之二十, 三分之一, 半年, 翻两番, 八成五, 两大平台.

`grammar` puts what stands around it together, and the two ends of a range.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from claimcheck.printed import qualifiers as table
from claimcheck.printed import units
from claimcheck.printed.numbers import read_number
from claimcheck.printed.numerals import DIGITS, Number
from claimcheck.printed.qualifiers import Qualifier
from claimcheck.printed.rationals import format_decimal
from claimcheck.printed.tokens import FigureError, Scanner, canonical, words

BEFORE = words(
    [
        word
        for word, row in table.qualifiers().items()
        if row.position in ("before", "both") and row.effect not in ("several", "teens")
    ]
)
# 来 stands before a unit (百来家); behind one it is another word (三年来)
_INSIDE = table.pattern("after", "both")
AFTER = words(
    [
        word
        for word, row in table.qualifiers().items()
        if row.position in ("after", "both") and row.effect not in ("some", "ten_or_so")
    ]
)
TO = re.compile("[-~]+|—+|至|到|to")
LE = re.compile("了")
_TEN_OR_SO = (table.qualifiers()["十来"], "十来")
_UNIT = units.pattern("after")
_PER = re.compile("[百千万]分之")
_PER_WHAT = {"百": Fraction(1), "千": Fraction(1, 10), "万": Fraction(1, 100)}
_OVER = re.compile("分之|/")
_HALF = re.compile("一半|半数|半")
_AND_A_HALF = re.compile("半")
_SPLIT_UNIT = re.compile("个[多半来](?=月|小时|星期)")  # 一个多月, 两个半月
_MONTH = re.compile("月|小时|星期")
_TENTH = re.compile("[一二三四五六七八九]")
_TWICE = re.compile("翻")
_FAN = re.compile("番|倍")
_LEVEL = re.compile("持平|零增长")
_HALF_PRICE = re.compile("对折")
_TWO_DIGIT_PRICE = re.compile("(?P<tens>[一二三四五六七八九])(?P<ones>[一二三四五六七八九])(?=折)")
# what may say something of the number is no part of the noun behind a counter
_CHARGED = "|".join(
    [
        "[零一二三四五六七八九两十百千万亿半几数元块角%‰成折倍点番年月日]|季度|世纪|[台欧日英韩澳泰]币|[kKwWMxX](?![A-Za-z])",
        *(re.escape(word) for word in table.qualifiers() if not word.isascii()),
    ]
)
_NOUN = re.compile(f"(?:(?!{_CHARGED})[\u4e00-\u9fffA-Za-z]){{1,6}}")


@dataclass
class Part:
    """A number with its own unit, as it grows; before, after: as printed around the digits; is_in_words: the
    number is; is_whole: no unit is to follow (翻番, 持平)."""

    number: Number
    unit: str | None = None
    factor: Fraction = Fraction(1)
    before: str = ""
    after: str = ""
    sign: int = 1
    is_in_words: bool = False
    is_whole: bool = False


@dataclass
class Words:
    """The qualifiers met so far, as rows of the table and as printed."""

    rows: list[Qualifier] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

    def add(self, row: Qualifier, printed: str) -> None:
        self.rows.append(row)
        self.printed.append(row.word if row.word.isascii() else printed)


class PartReader:
    """Reads parts from a scanner; the qualifiers on the way go into `words`."""

    def __init__(self, scanner: Scanner):
        self.scanner = scanner
        self.words = Words()
        self.currency: str | None = None
        self.before = ""

    def set_currency(self, unit: str, printed: str) -> None:
        if self.currency not in (None, unit):
            raise FigureError(f"two units: {self.currency} and {unit}", printed)
        self.currency, self.before = unit, printed

    # the number itself

    def core(self) -> Part | None:
        special = self.special()
        if special:
            return special
        start = self.scanner.at
        if per := self.scanner.take(_PER):
            before = self.scanner.since(start)
            number = self.number()
            if number is None:
                raise FigureError(f"{per} without a number", self.scanner.printed)
            return Part(number, "percent", _PER_WHAT[per[0]], before, is_in_words=not number.digits.isascii())
        if match := _TWO_DIGIT_PRICE.match(self.scanner.text, self.scanner.at):
            if DIGITS[match["ones"]] == DIGITS[match["tens"]] + 1:
                raise FigureError("two neighbouring digits, or one price", self.scanner.rest)
            self.scanner.at += 2
            value = Fraction(10 * DIGITS[match["tens"]] + DIGITS[match["ones"]], 10)
            return Part(Number(value, Fraction(1, 10), format_decimal(value, 1), Fraction(1)))
        number = self.number()
        if number is None:
            return None
        if self.scanner.sees(_OVER):
            return self.fraction(number)
        return Part(number, is_in_words=not number.digits.isascii())

    def number(self) -> Number | None:
        number = read_number(self.scanner)
        for word in number.inside if number else ():
            tens = number is not None and word in "来來" and number.value / number.scale == 10
            self.words.add(*(_TEN_OR_SO if tens else (table.meaning(canonical(word)), word)))
        if number and number.word:
            self.words.add(table.meaning(canonical(number.word)), number.word)
        return number

    def special(self) -> Part | None:
        """Forms that are no number with a unit: 翻两番, 持平, 对折, 一半, 半年."""
        start = self.scanner.at
        if self.scanner.take(_TWICE):
            return self.times_two()
        if self.scanner.take(_LEVEL):
            return Part(plain(0, 1, "0"), "percent", after="%", is_whole=True)
        if self.scanner.take(_HALF_PRICE):
            return Part(plain(50, 10, "5", 10), "percent", after="折", is_whole=True)
        if half := self.scanner.take(_HALF):
            number = plain(Fraction(1, 2), Fraction(1, 2), self.scanner.since(start))
            return Part(number, is_whole=half != "半")
        return None

    def times_two(self) -> Part:
        """翻番, 翻了近一番, 翻两番 (four times), 翻倍."""
        self.scanner.take(LE)
        while True:
            start = self.scanner.at
            if not (word := self.scanner.take(BEFORE)):
                break
            self.words.add(table.meaning(word), self.scanner.since(start))
        number, fan = read_number(self.scanner), self.scanner.take(_FAN)
        count = number.value if number else Fraction(1)
        if not fan or count.denominator != 1 or not 1 <= count <= (10 if fan == "番" else 1):
            raise FigureError("翻 with what may be a power or a multiple", self.scanner.printed)
        value = 2 ** int(count)
        return Part(plain(value, 1, str(value)), "times", after="倍", is_whole=True)

    def fraction(self, number: Number) -> Part:
        """三分之一, 1/3: small whole numbers only, so that no date is taken for one."""
        over = self.scanner.take(_OVER)
        other = read_number(self.scanner)
        above, below = (other, number) if over == "分之" else (number, other)
        if above is None or below is None or not all(_is_whole(part) for part in (above, below)):
            raise FigureError("no fraction", self.scanner.printed)
        if not 0 < above.value < below.value or below.value > (100 if over == "分之" else 10):
            raise FigureError("a fraction, a date, or a rate", self.scanner.printed)
        value, place = above.value / below.value, 1 / below.value
        return Part(plain(value, place, f"{above.value}/{below.value}"))

    # behind the number

    def unit(self, part: Part) -> None:
        """The unit of a number with the words that may stand before it (3亿多元) and after."""
        while True:
            start = self.scanner.at
            if not part.after and not part.is_whole and (split := self.scanner.take(_SPLIT_UNIT)):
                word = "个" + self.scanner.take(_MONTH)
                self.set_unit(part, word, self.scanner.since(start).replace(split[1], ""))
                if split[1] == "半":
                    self.and_a_half(part)
                else:
                    self.add_after(part, split[1], self.scanner.printed[start + 1])
            elif self.may_have_unit(part) and (word := self.scanner.take(_UNIT)):
                self.set_unit(part, word, self.scanner.since(start))
                self.behind_unit(part, word)
            elif (part.after or part.before) and not part.number.high and self.scanner.take(_AND_A_HALF):
                self.and_a_half(part)
            elif word := self.scanner.take(_INSIDE if not part.after else AFTER) or self.scanner.take(AFTER):
                self.add_after(part, word, self.scanner.since(start))
            else:
                return

    def may_have_unit(self, part: Part) -> bool:
        """It has none yet, and what stands here is no longer word (the 大关 of 万亿大关)."""
        return not (part.after or part.is_whole) and self.scanner.length(_UNIT) >= self.scanner.length(AFTER)

    def add_after(self, part: Part, word: str, printed: str) -> None:
        row = table.meaning(word)
        number = part.number
        if (row.effect == "order" or row.word == "级别") and number.value < 100:
            raise FigureError("a grade, or an order of magnitude", printed)
        if row.word == "起" and not part.after and number.scale == 1:
            raise FigureError("a word like 一起, or from so many on", printed)
        if row.effect == "some" and number.value / number.scale == 10:
            row, printed = _TEN_OR_SO
        self.words.add(row, printed)

    def set_unit(self, part: Part, word: str, printed: str) -> None:
        row = units.unit_of(word)
        if part.unit not in (None, row.unit) or part.before:
            raise FigureError(f"two units: {part.unit} and {row.unit}", printed)
        if row.unit in units.MONEY and self.currency not in (None, row.unit):
            raise FigureError(f"two units: {self.currency} and {row.unit}", printed)
        if row.word in ("角", "块") and part.is_in_words:
            raise FigureError("a coin, or a corner or a piece", printed)
        if row.word == "折" and part.number.value < 1:
            raise FigureError("half of the price, or half of a tenth", printed)
        if row.word == "折" and part.number.value > 10 and not (part.number.value < 100 and _is_whole(part.number)):
            raise FigureError("more than the whole price", printed)
        part.unit, part.factor, part.after = row.unit, row.factor, printed

    def behind_unit(self, part: Part, word: str) -> None:
        """八成五, 75折, and the noun behind a counter."""
        number = part.number
        if word == "成" and number.scale == 1 and (digit := self.scanner.take(_TENTH)):
            value = number.value + Fraction(DIGITS[digit], 10)
            part.number = plain(value, Fraction(1, 10), format_decimal(value, 1))
        elif word == "折" and number.digits.isdigit() and 10 < number.value < 100 and number.scale == 1:
            part.number = plain(number.value / 10, number.place / 10, format_decimal(number.value / 10, 1))
        elif units.unit_of(word).unit in units.COUNTED:
            start = self.scanner.at
            if not self.scanner.sees(TO) and self.scanner.take(_NOUN):
                part.after += self.scanner.since(start)

    def and_a_half(self, part: Part) -> None:
        """一年半, 两成半, 两个半月."""
        number = part.number
        if number.scale != 1 or number.place != 1 or number.high:
            raise FigureError("a half of what is no whole number", self.scanner.printed)
        value = number.value + Fraction(1, 2)
        part.number = plain(value, Fraction(1, 2), format_decimal(value, 1))


def plain(value: Fraction | int, place: Fraction | int, digits: str, scale: int = 1) -> Number:
    return Number(Fraction(value), Fraction(place), digits, Fraction(scale))


def _is_whole(number: Number) -> bool:
    return number.scale == 1 and number.value.denominator == 1 and not (number.word or number.high or number.inside)
