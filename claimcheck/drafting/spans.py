"""Where a figure begins and ends in a running text, and how it reads there.

Around each run of digits or numerals the longest stretch is looked for that the reader of printed figures takes
as a whole, and then the shortest that reads the same: a noun behind a counter is left out. Words before it that
move its bounds belong to the quote (超, 近, 达); those that say of what it is do not (同比增长), but are read with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.drafting.cleaned import Cleaned
from claimcheck.printed import context
from claimcheck.printed import qualifiers as table
from claimcheck.printed.figures import Figure, FigureError, parse
from claimcheck.printed.parts import BEFORE
from claimcheck.printed.qualifiers import CHANGES, split_qualifier
from claimcheck.printed.runs import Run
from claimcheck.printed.units import TIME

LONGEST = 28  # characters of a figure behind the beginning of its first run
_END = re.compile('[。;；:：、\n?？!！()（）“”"《》<>【】「」『』]|[,，](?![0-9]{3}(?![0-9]))')
# signs and words that a number itself may begin with
_HEAD = re.compile(r"(?:第|(?i:top|no\.?)|US\$|HK\$|[¥$￥]|人民币|翻了?|(?<![\w.])[-+±负])\s?$")
_BARE_SCALE = re.compile("(?:[上过破逾超近]|超过|突破|接近)了?[十百千万亿]$")  # 动辄上亿, 过亿元
_KEPT = ("达", "达到", "高达", "多达", "共", "或达", "可达")  # none of these moves a bound
_REACHES = re.compile("(?:达到|高达|多达|达)了?$")
_WORD_BEFORE = re.compile(f"(?:{BEFORE.pattern})了?$")
# what begins like a unit and is another word (3亿日活, 100个)
_OTHER_WORD = re.compile(
    "日(?:活|均|销|常|本|前|后|益|期|报|渐|产|单)|月(?:活|均|销|产|薪)|人(?:民|均|群|才|工|类|物|气|货|像)|年(?:轻|均|货|化|终|活|产|初|末|底|中|内|前|GMV)"
    "|周(?:年|边|围|转|活)|天(?:猫|然|下)|名(?:单|称|义|为|列|誉)|大(?:于|幅|约|量|盘|家|概|促)|元(?:宇|素|旦|老)|倍(?:感|速)"
    "|成(?:为|了|交|本|长|绩|员|功|果|就|立|都|熟|效|型|品|人|分)|折(?:扣|线|合|射|叠)|期(?:间|待|望|内|货|权)|场(?:景|均|次|内|外|馆)|步(?:伐|入|骤)"
    "|只(?:有|是|要|能|不|需)|本(?:次|月|年|周|季|期|身|地|来|土)|单(?:日|月|季|场|价|独|品|个)|位(?:于|列|居|置)|部(?:分|门|署|队)|台(?:湾|阶|词|风|州|中|北)"
    "|份(?:额)|股(?:份|东|价|票|市|息)|户(?:均|外|型)|家(?:居|庭|电|乡|长|族|用)|字(?:节|体|幕|典|号)|集(?:团|中|合|市)|支(?:持|付|出|撑|撐)|层(?:级|面|次)|条(?:件|款|例)"
    "|批(?:评|准|发)|项(?:目)|种(?:草|植|子)|件(?:套)|间(?:隔|接)|所(?:有|以|在|谓|得)|座(?:谈)|张(?=[\u4e00-\u9fff](?:[,，表说]|先|女))|类(?:似|目|别)|轮(?:动|融|胎)|款(?:式|项)|篇(?:章|幅)"
    "|内(?:容|部|测|磁|置|在|地|外|涵|存|衣)|多(?:元|样|为|数|次|方|层|少)|余(?:额|下|地|力)|左右手|级(?:联|市)|起(?:步|来|码|初|始|草|飞|点|诉|因|源|到)|关(?:键|联|系|注|怀|口|于)"
    "|天(?:眼|津)|周(?:岁|五|六|日|一|二|三|四|末|杰)|岁月|后台|来(?:自|看|说|到|源|临|袭)|倍增|人次?气|以上(?:述|市)|元(?:年|旦)|万(?:物|一|众|能|事)"
)


@dataclass(frozen=True)
class Found:
    """A figure at [start, end) of the clean text; figure: with what stands beside it; core: where its first run
    begins; rest: what stands before it and belongs to it without being in the quote."""

    start: int
    end: int
    figure: Figure
    rest: str = ""


def find(text: Cleaned, run: Run) -> Found | None:
    """The figure that the run is part of; None if it is none."""
    plain = text.plain
    head = _HEAD.search(plain[max(0, run.start - 4) : run.start])
    starts = [run.start - len(head.group()) if head else run.start, run.start]
    if word := _BARE_SCALE.search(plain[max(0, run.start - 2) : run.start + 1]):
        starts.append(run.start + 1 - len(word.group()))
    for first in dict.fromkeys(starts):
        end = _longest(plain, first, run)
        if end:
            return _with_words(text, first, _shortest(plain, first, end, run))
    return None


def _read(plain: str, start: int, end: int) -> Figure | None:
    try:
        return parse(plain[start:end])
    except FigureError:
        return None


def _longest(plain: str, start: int, run: Run) -> int:
    """The farthest end at which the whole reads; 0 if there is none."""
    stop = _END.search(plain, run.end)
    limit = min(run.start + LONGEST, stop.start() if stop else len(plain))
    for end in range(max(limit, run.end), run.end - 1, -1):
        if not plain[end - 1].isspace() and not _breaks_word(plain, run, end) and _read(plain, start, end):
            return end
    return 0


def _breaks_word(plain: str, run: Run, end: int) -> bool:
    """Whether a unit is taken that is the beginning of another word."""
    return any(_OTHER_WORD.match(plain, at) for at in range(run.end, end))


def _shortest(plain: str, start: int, end: int, run: Run) -> int:
    """The nearest end that reads as the farthest does, so that nouns behind a counter are left out."""
    whole = _read(plain, start, end)
    assert whole is not None
    for near in range(run.end, end):
        figure = _read(plain, start, near)
        if figure and _same(figure, whole) and not plain[near - 1].isspace():
            return near
    return end


def _same(one: Figure, other: Figure) -> bool:
    return (one.value, one.unit, one.interval, one.qualifier) == (
        other.value,
        other.unit,
        other.interval,
        other.qualifier,
    )


def _with_words(text: Cleaned, start: int, end: int) -> Found | None:
    plain = text.plain
    line = max(plain.rfind("\n", 0, start), plain.rfind("。", 0, start)) + 1
    before, after = context.around(plain[max(line, start - 24) : start], plain[start:end], plain[end : end + 6])
    if before[-1:].isdigit() or (after[:1].isdigit()):
        before = after = ""
    if after and not plain.startswith(after, end):
        after = ""
    for charged in dict.fromkeys((before, "")):
        figure = _read_text(charged + plain[start : end + len(after)])
        if figure:
            break
    else:
        return None
    first, last = _first_word(plain, line, start), end + len(after)
    if figure.unit in TIME and plain[first:start] == "近":  # 近30天内: the days of a window are what they are
        within = re.search("(?:以内|之内|内)$", plain[start:last])
        first, last = start, last - (len(within.group()) if within else 0)
        return Found(first, last, _read_text(plain[first:last]) or figure)
    if figure.unit == "rank" and plain[last : last + 1] == "大" and plain[last : last + 2] != "大于":
        last += 1
    rest = plain[start - len(charged) : first] if charged else ""
    return Found(first, last, _read_text(rest + plain[first:last]) or figure, rest)


def _read_text(text: str) -> Figure | None:
    try:
        return parse(text)
    except FigureError:
        return None


def _first_word(plain: str, line: int, start: int) -> int:
    """Where the words begin that stand at the number and move its bounds, or are quoted with it."""
    first = start
    while match := _WORD_BEFORE.search(plain[max(line, first - 8) : first]):
        word = match.group().removesuffix("了")
        row = table.meaning(word)
        if row.word == "上" and not re.match("[十百千万亿]", plain[first : first + 1]):
            break
        if word not in _KEPT and word[0] != "每" and row.effect in ("none", *CHANGES):
            match = _REACHES.search(plain[max(line, first - 3) : first])  # 已经达到: only the end of it is quoted
        if match is None or _is_part_of_word(plain[:first], match.group()):
            break
        first -= len(match.group())
    return first


def _is_part_of_word(before: str, word: str) -> bool:
    return bool(context._OTHER_WORDS.search(before[-24:])) or (word == "近" and before.endswith(("附近", "最近")))


def words_of(figure: Figure) -> str:
    """The qualifier words that move a bound, or are quoted with the figure; the fall too, where its size is bounded."""
    words = split_qualifier(figure.qualifier) if figure.qualifier else ()
    rows = [(word, table.row_of(word)) for word in words]
    moving = [word for word, row in rows if row.effect not in ("none", *CHANGES)]
    if any(row.effect in ("fall", "not") for _, row in rows):
        return " ".join(word for word, row in rows if row.effect not in ("none", "rise", "to")) if moving else ""
    return " ".join(word for word, row in rows if word in moving or row.word in _KEPT[:4])
