"""What stands right before and right after a printed figure and belongs to it all the same.

A quote may leave out what turns its figure round: the 未 of 未超过3亿, the 下降 of 下降3.9%, the 1 of 12亿. Only
such pieces are looked for here, not nouns; what they make of the figure is said by the reader itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.printed import qualifiers as table
from claimcheck.printed import units
from claimcheck.printed.parts import BEFORE
from claimcheck.printed.tokens import canonical, normalise

_NUMERAL = "[0-9零一二三四五六七八九十百千万亿两几数]"
# words that are charged with a meaning elsewhere and are part of another word here
_OTHER_WORDS = re.compile(
    "(?:[以加线网之马晚早合路身手市台际本基实事总]上|(?:打|攻|爆)破|(?:度|渡|路|错|走)过|[履违相条制]约)$"
)
_BEFORE = BEFORE.pattern + "|" + units.pattern("before").pattern
_FORMS = {re.sub(r"\s", "", word).lower(): row for word, row in table.qualifiers().items()}
_WORDS_BEFORE = re.compile(f"(?:(?>{_BEFORE})了?+)++$")
_FAR = 24  # no row of words is longer
_SIGN = re.compile("[-+负▼▲△↓]$")
_DIGIT = re.compile(r"\d\.?$", re.ASCII)
_GROUP = re.compile(r"\d,$", re.ASCII)
_HAN_NUMERAL = re.compile("[零一二三四五六七八九十百千万亿两几数]$")
_BARE_SCALE = re.compile("[十百千万亿]")
_UNIT_BEHIND = (
    r"[%‰]|倍(?!增)|成(?![交功立为本长绩员分果都人品就熟效型])|折(?![扣合])|元(?![宇素旦老])|块钱|人民币|美元|港元|港币|美金|欧元|日元"
    r"|英镑|韩元|台币|新台币|个?百分点|个?基点|pct|bps?(?![a-z])"
)
_SCALE_BEHIND = r"[多余来]?个?[万亿兆]|[百千](?=[万亿多余家人个元])|[kKwW](?![A-Za-z])"
_AFTER_WORDS = (
    "多(?!元化|[为数次样方层少])|余(?![额下地力])|有余|来(?=[家万亿个人岁天年名位块元])|以上|及以上|以下|及以下|以内|之内|之上|之下"
    "|内(?![容部测置在衣陆地外涵存])|左右(?![手逢])|上下(?![游文架])|出头|级(?!联)|级别|量级|起(?![步来码初始草飞点诉因源])|[+]"
)
_BEHIND_NUMBER = re.compile(f"(?:{_SCALE_BEHIND}|{_UNIT_BEHIND}|{_AFTER_WORDS})+")
_BEHIND_UNIT = re.compile(f"(?:{_AFTER_WORDS})+")
_MORE_DIGITS = re.compile(r"\d|\.\d|,\d{3}(?!\d)", re.ASCII)
_FROM_THEN_ON = re.compile("以来")
_PINYIN = re.compile(r"\([a-zà-öø-ǿ]{1,6}\)", re.IGNORECASE)  # left behind a character by a conversion: 內(nèi)容


def around(prefix: str, quote: str, suffix: str) -> tuple[str, str]:
    """The characters before and after a quote that belong to its figure; blank where there are none."""
    read = canonical(normalise(quote))
    return _before(canonical(normalise_ends(prefix)), read), _after(read, canonical(normalise_ends(suffix)))


@lru_cache(maxsize=256)
def normalise_ends(text: str) -> str:
    """A text beside a quote, half-width; a space at the quote stays, since it parts."""
    text = _PINYIN.sub("", text)
    return "".join(" " if part.isspace() else normalise(part) for part in re.split(r"(\s+)", text))


def _before(prefix: str, quote: str) -> str:
    prefix = prefix[-_FAR:]
    if quote[:1].isdigit():
        if match := _DIGIT.search(prefix) or (_GROUP.search(prefix) if re.match(r"\d{3}(?!\d)", quote) else None):
            return match.group()
    elif re.match(_NUMERAL, quote) and (match := _HAN_NUMERAL.search(prefix)):
        return match.group()
    if match := _SIGN.search(prefix):
        return match.group()
    match = _WORDS_BEFORE.search(prefix)
    if match is None or _OTHER_WORDS.search(prefix) or not _is_charged(match.group()):
        return ""
    if match.group().endswith("上") and not _BARE_SCALE.match(quote):
        return ""
    return match.group()


def _is_charged(text: str) -> bool:
    """Whether one of the words does something to a number behind it."""
    found = re.findall(_BEFORE, text)
    return any(word.lower() not in _FORMS or _FORMS[word.lower()].effect not in ("none", "to") for word in found)


def _after(quote: str, suffix: str) -> str:
    if re.search(f"{_NUMERAL}$", quote):
        if quote[-1].isdigit() and (match := _MORE_DIGITS.match(suffix)):
            return match.group()
        if re.search("[零一二三四五六七八九十百千两]$", quote) and (
            match := re.match("[零一二三四五六七八九两]", suffix)
        ):
            return match.group()
        match = _BEHIND_NUMBER.match(suffix)
    else:
        match = _BEHIND_UNIT.match(suffix)
    return match.group() if match else ""


def runs_on(suffix: str) -> bool:
    """Whether a date is only the first day of what is meant: 2021年 以来."""
    return _FROM_THEN_ON.match(canonical(normalise(suffix))) is not None
