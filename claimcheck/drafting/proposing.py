"""What is proposed for each run of digits of a text: a claim, or an exclusion with its reason.

Counts in words of one thing (一个) are an article and no count; ranks count where something is ranked; a bare
number without unit or scale is the part of a name. What rests on a guess says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction

from claimcheck.drafting import attribution, days, leftout, spans
from claimcheck.drafting.cleaned import Cleaned, cleaned
from claimcheck.drafting.hints import unit_near
from claimcheck.printed import dates
from claimcheck.printed.figures import Figure
from claimcheck.printed.rationals import decimal_places, format_decimal
from claimcheck.printed.runs import RUN, Run
from claimcheck.printed.tokens import canonical
from claimcheck.printed.units import MONEY, TIME

_EXACT = (*TIME, "rank")
_SET = re.compile(
    "(?<!消)费(?!者|用户)|佣金|抽成|扣点|税率|门槛|(?<!客)单价|售价|原价|满减|起步价|保证金"
)  # what is set and not measured
PERIOD = "period_of_claim"  # the reason of a date that only says when
_SLOGAN = 3  # times that a phrase stands in quotation marks until it is a name
_SAYS = re.compile("(?:为|是|有|只有|仅有|达|达到|至|到|仅|约|超|近|过)$")
_RANKED = re.compile(r"(?:排名|排行|位列|位居|名列|居|为|成为|跃升|跃居|冲到|来到|升至|行业|市场|全国|全球)\w{0,2}$")
_BESIDE_RANK = re.compile("[名位大]|的位置")


@dataclass
class Proposal:
    """A stretch [start, end) of the text as it is. reason: of an exclusion, blank for a claim; the other columns
    as in the claims' tables, filled for a repeated period too; unsure: what a person must look at."""

    start: int
    end: int
    reason: str = ""
    note: str = ""
    value: str = ""
    unit: str = ""
    qualifier: str = ""
    rounding_unit: str = ""
    period: tuple[str, str] = ("", "")
    attribution: str = ""
    words: str = ""  # the sentence so far, where a metric may be named
    read_by: str = ""
    read: str = ""  # the quote without its damage
    unsure: list[str] = field(default_factory=list)


def propose(printed: str, written: int | None = None) -> list[Proposal]:
    """Proposals for all runs of a text, in order, none overlapping. written: the year of the article."""
    text = cleaned(printed)
    dated = list(days.dates(text, written))
    left = sorted(leftout.first_kinds(text), key=lambda one: (one.start, one.start - one.end))
    found: list[Proposal] = []
    at = 0
    for match in RUN.finditer(text.text):
        run = Run(*match.span(), match.group())
        if run.end <= at:
            continue
        proposal, end = _one(text, run, dated, left, at, written)
        found.append(proposal)
        at = max(at, end)
    return _without_repeats(_merged(text, found))


def _one(
    text: Cleaned, run: Run, dated: list[days.Dated], left: list[leftout.LeftOut], at: int, written: int | None
) -> tuple[Proposal, int]:
    """The proposal for a run, and where in the clean text it ends."""
    if text.is_second_printing(run.start, run.end):
        return _excluded(text, run.start, run.end, "second_printing", ""), run.end
    holding = [one for one in left if one.start < run.end and run.start < one.end and one.start >= at]
    for one in dated:
        if one.start <= run.start < one.end and one.start >= at and not any(x.reason == "contact" for x in holding):
            return _date(text, one), one.end
    if holding and (found := spans.find(text, run)) and found.end - found.start > holding[0].end - holding[0].start + 1:
        holding = [one for one in holding if one.reason in ("contact", "page_furniture", "section_number")]
    if holding:
        why = holding[0]
        start, end = min(why.start, run.start), max(why.end, run.end)
        return _excluded(text, max(start, at), end, why.reason, why.note), end
    found = spans.find(text, run)
    if found is None or found.start < at:
        return _no_figure(text, run)
    return _quantity(text, run, found, dated, written)


def _excluded(text: Cleaned, start: int, end: int, reason: str, note: str, unsure: str = "") -> Proposal:
    first, last = text.span(start, end)
    return Proposal(first, last, reason, note, read=text.text[start:end], unsure=[unsure] if unsure else [])


def _no_figure(text: Cleaned, run: Run) -> tuple[Proposal, int]:
    digits = run.text.isascii()
    reason = "name" if digits else "not_a_quantity"
    unsure = "not understood: a figure, or the part of a name" if digits else ""
    return _excluded(text, run.start, run.end, reason, "", unsure), run.end


# claims


def _date(text: Cleaned, one: days.Dated) -> Proposal:
    first, last = text.span(one.start, one.end)
    value = f"{one.first}/{one.last}" if one.is_by_hand else one.figure.digits
    unsure = [days.NO_YEAR] if one.is_guess else []
    return Proposal(
        first, last, value=value, unit="date", read_by="hand" if one.is_by_hand else "", period=(one.first, one.last),
        read=text.text[one.start : one.end], unsure=unsure, words=days.sentence(text.plain, one.start),
    )  # fmt: skip


def _quantity(
    text: Cleaned, run: Run, found: spans.Found, dated: list[days.Dated], written: int | None
) -> tuple[Proposal, int]:
    figure, plain = found.figure, text.plain
    if figure.unit == "date":
        begins, ends = (
            dates.format_day(day) for day in (figure.interval.lower, figure.interval.upper) if day is not None
        )
        return _date(text, days.Dated(found.start, found.end, figure, begins, ends, False, True)), found.end
    unit, unsure = figure.unit, []
    in_words = not re.search(r"\d", text.text[found.start : found.end], re.ASCII)
    if unit is None and re.search("分之|/", plain[found.start : found.end]):
        unit = "percent"
        figure = replace(figure, value=figure.value * 100, rounding_unit=Fraction(0)) if figure.value else figure
    if unit is None:
        told, far = unit_near(plain, found.start, found.end)
        unit = told or None
        is_large = figure.scale >= 10**4 and (figure.digits not in ("", "百", "千") or spans.words_of(figure))
        is_said = bool(_SAYS.search(plain[max(0, found.start - 2) : found.start])) and bool(told) and not in_words
        if not is_large and not is_said and (in_words or not told or far > 5):
            reason = "not_a_quantity" if in_words else "name"
            return _excluded(
                text, found.start if is_large else run.start, found.end if figure.scale >= 10**4 else run.end, reason, "",
                "" if in_words and figure.scale < 10**4 else "a bare number: a figure, or the part of a name",
            ), found.end if figure.scale >= 10**4 else run.end  # fmt: skip
        unsure.append(f"no unit is printed: {unit} by the words beside it" if unit else "no unit is printed")
        unit = unit or "items"
    if reason := _no_claim(plain, run, found, unit, in_words):
        return _excluded(text, found.start, found.end, reason, ""), found.end
    first, last = text.span(found.start, found.end)
    value, printed_unit, place = columns(figure, unit)
    if not value:
        unsure.append("no single value")
    if "rise" in figure.qualifier or (figure.unit == "times" and found.rest and "长" in found.rest):
        unsure.append("grew by a multiple: the value is what it grew to")
    before = re.split("[,，。;；、\n]", plain[max(0, found.start - 24) : found.start])[-1]
    is_listed = in_words and unit in ("items", "persons") and figure.scale == 1
    period, guess = (("", ""), "") if is_listed else days.period_of(plain, found.start, dated, written)
    if is_listed and plain[found.end - 1] in "大轮":
        unsure.append("a list that the text gives, or a way of speaking")
    if guess and unit not in _EXACT:
        unsure.append(guess)
    if re.search("[(（]|\\s", text.printed[first:last]):
        unsure.append("damaged: the quote is read without it")
    return Proposal(
        first, last, value=value, unit=printed_unit, qualifier=_qualifier(figure, text.text[found.start : found.end], found.rest),
        rounding_unit=_rounding(figure, unit, place, before + plain[found.end : found.end + 6]),
        period=period, attribution=attribution.of(text.text, found.start), words=days.sentence(plain, found.start),
        read=text.text[found.start : found.end], unsure=unsure,
    ), found.end  # fmt: skip


def _no_claim(plain: str, run: Run, found: spans.Found, unit: str, in_words: bool) -> str:
    """The reason for which a figure that reads is no claim; blank if it is one."""
    figure = found.figure
    moved = spans.words_of(figure)
    if in_words and figure.value == 1 and moved in ("", "起") and unit not in (*MONEY, "percent", "times", "rank"):
        return "not_a_quantity"
    if in_words and unit in ("items", "persons", "days") and canonical(run.text) in ("数", "几", "半"):
        return "not_a_quantity"
    if unit == "items" and _is_slogan(plain, found):
        return "name"
    if unit == "rank":
        is_ranked = _RANKED.search(plain[max(0, found.start - 6) : found.start]) or _BESIDE_RANK.match(plain, found.end)
        return "" if is_ranked or plain[found.start : found.end].endswith("大") else "list_numbering"
    return ""


def _is_slogan(plain: str, found: spans.Found) -> bool:
    """Part of a short phrase in quotation marks, here or elsewhere: “三个大搞”."""
    phrase = (
        re.escape(plain[found.start : found.end]) + '[“”"]?' + re.escape(plain[found.end : found.end + 2].strip('“”"'))
    )
    quoted = re.compile(f'[“"「『](?:[^“”"」』\n]{{0,8}}){phrase}[^“”"」』\n]{{0,8}}[”"」』]')
    return plain[found.end : found.end + 1] not in ("”", '"', "") and len(quoted.findall(plain)) >= _SLOGAN


def columns(figure: Figure, unit: str) -> tuple[str, str, str]:
    """Value, unit and rounding unit of a figure as the columns have them; blank value for a range and a lost digit."""
    scale = Fraction(1) if unit in ("percent", "points", "times", *TIME) else figure.scale
    power = _power(scale)
    if power is None:
        scale, power = Fraction(1), 0
    named = f"1e{power} {unit}" if power else unit
    place = _decimal(figure.rounding_unit / scale)
    if figure.value is None or "数" in canonical(figure.digits) or "几" in canonical(figure.digits[:1]):
        return "", named, ""
    digits = figure.digits.replace(",", "")
    is_plain = re.fullmatch(r"-?\d+(\.\d+)?", digits, re.ASCII) and Fraction(digits) * scale == figure.value
    return (digits if is_plain else _decimal(figure.value / scale)), named, place


def _power(scale: Fraction) -> int | None:
    text = str(scale)
    return len(text) - 1 if re.fullmatch("10*", text) and len(text) <= 16 else None


def _decimal(number: Fraction) -> str:
    places = decimal_places(number)
    return "" if places is None else format_decimal(number, places)


def _rounding(figure: Figure, unit: str, place: str, beside: str) -> str:
    """One unit of the last digit; 0 for what is counted one by one, set, or a mark."""
    if unit == "date" or not place:
        return ""
    words = spans.words_of(figure)
    is_count = (
        unit in (*_EXACT, "items", "persons")
        and figure.scale == 1
        and "." not in figure.digits
        and not re.search("[近约超多余]", canonical(words))
    )
    is_set = bool(_SET.search(beside)) or "以上" in words or (not figure.digits and "级" not in canonical(words))
    return "0" if is_count or is_set else place


def _qualifier(figure: Figure, quote: str, rest: str) -> str:
    """The words of the qualifier as the text has them."""
    words = spans.words_of(figure)
    if not words:
        return ""
    shown, there = [], rest + quote
    plain = canonical(there)
    for word in words.split():
        at = plain.find(canonical(word))
        shown.append(there[at : at + len(word)] if at >= 0 else word)
    return " ".join(shown)


# after all


def _without_repeats(found: list[Proposal]) -> list[Proposal]:
    """A span of time is a claim once, where the text itself gives its year if it does so anywhere; elsewhere it is the
    period of what stands beside it: an exclusion, with its columns kept."""
    spans_of_time = [one for one in found if one.unit == "date" and not one.reason and one.period[0] != one.period[1]]
    claims: dict[tuple[str, str], Proposal] = {}
    for one in sorted(spans_of_time, key=lambda one: bool(one.unsure)):
        claims.setdefault(one.period, one)
    for one in spans_of_time:
        one.reason = "" if claims[one.period] is one else PERIOD
    return found


def _merged(text: Cleaned, found: list[Proposal]) -> list[Proposal]:
    """What is printed a second time in a stretch is one exclusion, from its first run to its last."""
    merged: list[Proposal] = []
    for one in found:
        last = merged[-1] if merged else None
        if last and last.reason == one.reason == "second_printing":
            last.end = one.end
        else:
            merged.append(one)
    return merged
