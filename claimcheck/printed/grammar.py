"""The grammar of a printed quantity: words before, sign and currency, number, unit, words behind; nothing over.

    quantity = word* (currency | sign)* part [range part] word*
    part     = (number | 百分之 number | number 分之 number | 半) word* unit? noun? | 翻 number 番 | 持平

Whatever is left over makes the text unreadable: a word that is not known may be the one that turns the figure
round. Each piece is taken once from left to right, so that time grows with the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from claimcheck.printed import qualifiers as table
from claimcheck.printed import units
from claimcheck.printed.numerals import Number
from claimcheck.printed.parts import BEFORE, LE, TO, Part, PartReader
from claimcheck.printed.qualifiers import Qualifier
from claimcheck.printed.tokens import FigureError, Scanner, canonical

_LEADS = re.compile("多为|打(?=.{1,4}折)")
_OPEN = re.compile("介于|位于|在|(?i:between)")
_CURRENCY = units.pattern("before")
_SIGN = re.compile("[-+负▼↓↑]")
_UNCLEAR_SIGNS = {
    "▲": "▲ is a rise in mainland tables and a minus in Japanese accounts",
    "△": "△ is a change in mainland tables and a minus in Japanese accounts",
    "—": "a dash, or a minus",
}
_UNCLEAR = re.compile("|".join(_UNCLEAR_SIGNS))
_BARE_SCALE = re.compile("[十百千万亿]")
_AND = re.compile("和|与|and")
_MAYBE_DATE = re.compile(  # 20210326, 2021.3, 3-26, 26日, 6.1-6.20, 2018年起
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])"
    r"|(?:[1-9]|1[0-2])-(?:[1-9]|[12]\d|3[01])|(?:[1-9]|[12]\d|3[01])日|(?:[1-9]|1[0-2])\.\d{1,2}-(?:[1-9]|1[0-2])\.\d{1,2}"
    r"|(?:19|20)\d\d年.*",
    re.ASCII,
)
_GIVE_OR_TAKE = re.compile("±")
_ANOTHER_CURRENCY = re.compile(
    "(?:新?台币|欧元|日元|英镑|韩元|澳元|加元|新加坡元|新元|泰铢|卢布|卢比|法郎|比索|令吉|盾)"
)


@dataclass(frozen=True)
class Reading:
    """A quantity read, its parts in base units.

    low, high: the number, and the other end of a range; unit: base unit, None without a word of measure;
    rows, printed_words: the qualifiers in the order in which they stand, as rows and as printed; sign: 1 or -1;
    is_growth: of a multiple by which something grew; spread: the half-width of 3%±0.5%; before, digits, after:
    as printed, without qualifiers.
    """

    low: Number
    high: Number | None
    unit: str | None
    rows: tuple[Qualifier, ...]
    printed_words: tuple[str, ...]
    sign: int
    is_growth: bool
    before: str
    digits: str
    after: str
    spread: Number | None = None


def read(printed: str) -> Reading:
    """The quantity that a text prints; FigureError if any of it is not understood."""
    scanner = Scanner(printed)
    bracket = re.fullmatch(r"\((?P<inner>[^()]+)\)(?P<unit>%?)", scanner.printed)
    if not bracket:
        return _Reader(scanner).read()
    reading = _Reader(Scanner(bracket["inner"] + bracket["unit"])).read()
    if reading.sign < 0 or reading.high or reading.rows:
        raise FigureError("brackets that are no minus", scanner.printed)
    return replace(reading, sign=-1)


class _Reader(PartReader):
    def __init__(self, scanner: Scanner):
        super().__init__(scanner)
        self.opens = ""  # 介于, between: a range is to follow
        self.is_and = False
        self.sign = 0

    def read(self) -> Reading:
        self.front()
        first = self.core()
        if first is None:
            raise FigureError("not a figure", self.scanner.rest)
        start_sign = self.sign
        self.unit(first)
        second, spread = self.other_end(first)
        if not self.scanner.done:
            raise FigureError("not understood", self.scanner.rest)
        return self.reading(first, second, spread, start_sign)

    # before the number

    def front(self) -> None:
        """Words, a currency, a sign, in whatever order but the sign last."""
        while True:
            start = self.scanner.at
            if unclear := self.scanner.take(_UNCLEAR):
                raise FigureError(_UNCLEAR_SIGNS[unclear], self.scanner.printed)
            if self.sign and not self.scanner.sees(_CURRENCY):
                return
            if self.scanner.take(_LEADS):
                continue
            if word := self.scanner.take(_OPEN):
                self.opens = word.lower()
                continue
            if word := self.scanner.take(_CURRENCY):
                self.set_currency(units.unit_of(word).unit, self.scanner.since(start))
            elif word := self.scanner.take(BEFORE):
                row = table.meaning(word)
                if row.word == "上" and not self.scanner.sees(_BARE_SCALE):
                    self.scanner.at = start
                    return
                self.words.add(row, self.scanner.since(start))
                self.scanner.take(LE)
            elif word := self.scanner.take(_SIGN):
                self.sign = 1 if word in "+↑" else -1
            else:
                return

    # the other end

    def other_end(self, first: Part) -> tuple[Part | None, Number | None]:
        """The second number of a range, or the half-width of 3%±0.5%."""
        scanner, start = self.scanner, self.scanner.at
        is_spread = bool(scanner.take(_GIVE_OR_TAKE))
        is_and = not is_spread and not scanner.take(TO) and bool(scanner.take(_AND))
        if scanner.at == start:
            return None, None
        sign = -1 if scanner.take(_SIGN) in ("-", "负", "▼", "↓") else 1
        second = self.second_core()
        if second is None or first.is_whole or first.number.high or first.number.word or second.number.word:
            raise FigureError("half a range", scanner.printed[start:])
        self.unit(second)
        second.sign = sign
        if is_spread:
            if second.unit not in (None, first.unit) or sign < 0:
                raise FigureError("two units", scanner.printed[start:])
            return None, second.number.times(first.factor if second.unit is None else second.factor)
        self.is_and = is_and
        return second, None

    def second_core(self) -> Part | None:
        start = self.scanner.at
        if word := self.scanner.take(_CURRENCY):
            self.set_currency(units.unit_of(word).unit, self.before or self.scanner.since(start))
        return self.core()

    # all together

    def reading(self, first: Part, second: Part | None, spread: Number | None, sign: int) -> Reading:
        if _ANOTHER_CURRENCY.search(self.scanner.text):
            raise FigureError("a currency that has no unit here", self.scanner.printed)
        closes = self.opens == "between" or self.says("之间") or self.says("间")
        if (self.is_and and not closes) or ((self.opens or closes) and second is None):
            raise FigureError("two figures, or half a range", self.scanner.printed)
        if second:
            _share(first, second)
        for part in (first, second):
            if part:
                self.finish(part)
        if second and second.unit != first.unit:
            raise FigureError(f"two units: {first.unit} and {second.unit}", self.scanner.printed)
        self.check(first, second)
        named = self.named(first.unit)
        falls = "fall" in named
        if falls and (sign or first.unit == "times"):
            raise FigureError("a fall with a sign, or by a multiple", self.scanner.printed)
        low, high = first.number, first.number.high
        digits = f"{low.digits}-{second.number.digits}" if second else low.digits
        if second:
            low, high, sign = low.times(Fraction(sign or 1)), second.number.times(Fraction(second.sign)), 1
        return Reading(
            low,
            high,
            first.unit,
            tuple(self.words.rows),
            tuple(self.words.printed),
            -1 if falls or sign < 0 else 1,
            "rise" in named and first.unit == "times" and not first.is_whole,
            first.before or self.before,
            digits,
            low.tail + (second or first).after,
            spread,
        )

    def named(self, unit: str | None) -> tuple[str, ...]:
        """What the words do together; 下降为 and, before a multiple, 增长为 may be by or to."""
        rows = self.words.rows
        for before, row in zip(rows, rows[1:]):
            if row.word == "为" and (before.effect == "fall" or (before.effect == "rise" and unit == "times")):
                raise FigureError("by, or to", self.scanner.printed)
        return table.compose(tuple(rows))

    def finish(self, part: Part) -> None:
        """The number in base units; a percentage in words counts in ones (百分之二十 is 20%)."""
        if part.unit is None:
            part.unit = self.currency
        elif self.currency not in (None, part.unit):
            raise FigureError(f"two units: {self.currency} and {part.unit}", self.scanner.printed)
        if part.is_in_words and part.unit in ("percent", "points") and part.number.scale == 1 and part.number.place > 1:
            high = part.number.high and replace(part.number.high, place=Fraction(1))
            part.number = replace(part.number, place=Fraction(1), high=high)
        part.number = part.number.times(part.factor)

    def says(self, word: str) -> bool:
        return any(row.word == word for row in self.words.rows)

    def check(self, first: Part, second: Part | None) -> None:
        """What reads word by word and is none the less no figure."""
        number = first.number
        if first.unit in ("percent", "points") and number.scale >= 10**8 * first.factor:
            raise FigureError("hundreds of millions of percent", self.scanner.printed)
        if self.says("数以") != self.says("计"):
            raise FigureError("数以 and 计 stand together", self.scanner.printed)
        if number.word and number.value == 1 and first.unit is None:
            raise FigureError("several of what", self.scanner.printed)
        if first.unit in units.TIME and self.says("近") and not any(row.effect == "within" for row in self.words.rows):
            raise FigureError("nearly so long, or within the last so long", self.scanner.printed)
        # a bare 亿元 is the head of a column; with a word around it, it is a figure (上亿, 亿元级)
        if number.bare and not number.digits and all(row.effect == "none" for row in self.words.rows):
            raise FigureError("a unit without a number", self.scanner.printed)
        if _MAYBE_DATE.fullmatch(self.scanner.text):
            raise FigureError("a number, or a date", self.scanner.printed)


def _share(first: Part, second: Part) -> None:
    """A range has one unit, and often one scale, said at its end: 10-20万元, 三到五千, 百分之二十到三十."""
    low, high = first.number, second.number
    if first.unit is None and second.unit is not None:
        first.unit, first.factor = second.unit, second.factor
    elif second.unit is None and first.unit is not None:
        if first.unit not in units.MONEY and not first.before:
            raise FigureError("a range with a unit at its first end only", second.number.digits)
        second.unit, second.factor = first.unit, first.factor
    is_bare = low.scale == 1 and not first.after and high.scale > 1
    if is_bare and not (low.value < high.scale <= 10 * low.value and low.value * high.scale >= high.value):
        first.number = replace(low.times(high.scale), tail=high.tail)
    elif low.is_plain_digit and not first.after and canonical(high.digits)[1:] in ("百", "千"):
        first.number = replace(
            low.times(Fraction({"百": 100, "千": 1000}[canonical(high.digits)[1:]])), digits=low.digits
        )
