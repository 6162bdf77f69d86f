"""The figure lookup of this report: which figures, and what readers call the quantities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from opencc import OpenCC

from claimcheck.evidence import sources
from claimcheck.pages import lookup, lookup_names, prose
from claimcheck.pages.lookup_entry import Entry
from claimcheck.register.record import Register
from claimcheck.register.rows import Claim, Reported
from kuaishou import gmv, outlets, quote
from kuaishou.audience import arithmetic as audience
from kuaishou.lookup_words import CALLED, DOUYIN, MAIN, OTHERS, PHRASES, RIGHT, TAOBAO, VAGUE
from kuaishou.market import arithmetic as market
from kuaishou.monetisation import arithmetic as monetisation

_GROWTH, _MONEY = (
    ("chapters/growth.html", "How fast did GMV grow?"),
    ("chapters/monetisation.html", "Does it make money?"),
)
_AUDIENCE, _MARKET = (
    ("chapters/audience.html", "Who watches, who buys?"),
    ("chapters/market.html", "How big was the market?"),
)
# the page on a metric or an entity
PAGES: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("gmv", "gmv_yoy"), _GROWTH),
    **dict.fromkeys(
        ("take_rate", "revenue_other_services", "revenue_other_services_yoy", "share_other_services"), _MONEY
    ),
    **dict.fromkeys(("revenue_online_marketing", "revenue_total"), _MONEY),
    **dict.fromkeys(("dau", "mau", "paying_users_ecommerce", "repurchase_rate", *audience.VIEWERS), _AUDIENCE),
    **dict.fromkeys(("market_size", "market_size_yoy", "market_share", DOUYIN, TAOBAO), _MARKET),
    "service_fee_rate": ("chapters/articles/subsidy-2020.html", "Double subsidy, 2020"),
    "event_sales": ("chapters/articles/subsidy-2020.html", "Double subsidy, 2020"),
}
REJECTED = "Rejected reading"  # how the label of a result begins that no page stands by
# what stands beside a rival's figure where the words of the table on the market are too few
CAUTIONS = {
    "douyin-gmv-2020-caixin": "merchants and partners say so, unnamed; denied by ByteDance; whether redirected sales are in it is not said"
}
NO_SHARE = "a quotient, not a measured share"
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARK = re.compile(r"\[([^\[\]]+)\]")


def figures(register: Register) -> list[lookup.Series]:
    """The figures published elsewhere that can be looked up.

    They are all that have a number and are no article's own, each figure of a thing once, by the best source.
    """
    quoted = {
        row.id for headline in _headlines() for row in headline.find(register).rows if _is_single(register, headline)
    }
    said = {row_id for answer in register.answers.values() for row_id in _MARK.findall(f"{answer.say} {answer.why}")}
    rows = (row for row in sources.elsewhere(register) if lookup.decimal_text(row))
    best: dict[tuple[str, ...], Reported] = {}
    for row in sorted(rows, key=lambda row: (row.id not in said, row.id not in quoted, sources.weight(row))):
        # the same figure of the same thing from a weaker source adds nothing to an answer
        best.setdefault((row.entity, row.metric, row.period_start, row.period_end, str(row.value_base)), row)
    return [_series(register, row, row.id in quoted | said) for row in best.values()]


def _series(register: Register, row: Reported, use: bool) -> lookup.Series:
    # an end of a range stands for the range
    low = next((low for low, high in market.RANGE_TOPS.items() if row.id in (low, high)), "")
    word, shown = market.WORDS.get(low or row.id, ""), ""
    if low:
        ends = (register.reported[end].value_base for end in (low, market.RANGE_TOPS[low]))
        shown = f"{' to '.join(map(market.billions, ends))} billion CNY"
    elif row.base_unit == "times" and row.metric.endswith("_yoy"):
        shown = f"{prose.figure(row, form=False)} the level of the year before"  # a multiple is no growth
    caution = CAUTIONS.get(low) or word or "source not named" if row.entity == DOUYIN else ""
    return lookup.Series(row.id, f"chapters/data.html#{row.id}", source(row), use, shown, caution)


def source(row: Reported) -> str:
    """Who published a figure, and when: "Caixin, Apr 2021"; the address where no name is known."""
    try:
        return outlets.dated(row)
    except KeyError:
        return f"{urlsplit(row.source_url).netloc.removeprefix('www.')}, {row.published}".removesuffix(", ")


def computed(register: Register) -> list[Entry]:
    """What this report computes: results of relations.csv, the headlines, take rates, half-years of GMV, GMV over each market."""
    found: list[Entry] = []
    for headline in _headlines():
        amount = headline.find(register)
        if not _is_single(register, headline):
            shown, is_rate = quote.figure(amount, headline.decimals), quote.unit(amount)[1] == "%"
            found.append(
                lookup.computed(
                    quote.anchor(headline),
                    headline.name,
                    f"{shown} ({quote.interval(amount, headline.decimals)})",
                    amount.value * (100 if is_rate else 1),
                    "percent" if is_rate else "CNY",
                    f"chapters/quote.html#{quote.anchor(headline)}",
                    MAIN,
                    headline.metric,
                    tuple(int(year) for year in _YEAR.findall(headline.name)),
                    headline.mind,
                    use=True,
                )
            )
    quoted = {(entry.metric, entry.years) for entry in found if entry.use}
    rates = (*monetisation.rates(register), *monetisation.rates(register, 4))
    for rate in rates:
        if ("take_rate", (int(rate.period),) if rate.period.isdigit() else ()) in quoted:
            continue
        year, page = int(rate.period[:4]), "chapters/monetisation.html"
        for amount, without in ((rate.whole, ""), (rate.without, ", without Kling AI")):
            if amount and amount.value:
                name = f"Take rate: other services over GMV{without}, {monetisation.name(rate.period)}"
                key = f"take-rate-{rate.period}{'-without' if without else ''}".lower()
                shown = (
                    f"{monetisation.percent(amount, monetisation.decimals_of(amount))} ({monetisation.span(amount)})"
                )
                found.append(
                    lookup.computed(key, name, shown, amount.value * 100, "percent", page, MAIN, "take_rate", (year,))
                )
    for size in market.sizes(register):
        if size.share and size.share.value and size.body != market.REPEATED:
            found.append(
                lookup.computed(
                    f"share-of-{size.row.id}",
                    f"Kuaishou's GMV over the market, {monetisation.name(size.period)}, by {size.body}",
                    market.percent(size),
                    size.share.value * 100,
                    "percent",
                    "chapters/market.html",
                    MAIN,
                    "market_share",
                    (int(size.period[:4]),),
                    NO_SHARE,
                )
            )
    for point in gmv.halves(register).points:
        if point.kind == "computed":  # half-years of which no source prints the sum
            name = f"GMV, {'first' if point.period.endswith('1') else 'second'} half of {point.period[:4]}"
            ends = " to ".join(
                f"{float(end / 10**9):,.1f}" for end in (point.interval.lower, point.interval.upper) if end
            )
            found.append(
                lookup.computed(
                    f"gmv-{point.period}".lower(),
                    name,
                    f"{float(point.value / 10**9):,.1f} billion CNY ({ends})",
                    point.value,
                    "CNY",
                    "chapters/quarters.html",
                    MAIN,
                    "gmv",
                    (int(point.period[:4]),),
                )
            )
    # a relation gives the same number with fewer words
    said = {(entry.value, entry.years) for entry in found}
    relations = [entry for entry in lookup.results(register, MAIN) if not entry.what.startswith(REJECTED)]
    return [*(entry for entry in relations if (entry.value, entry.years) not in said), *found]


def _headlines() -> Iterable[quote.Headline]:
    return (headline for part in (quote.GMV, quote.REVENUE, quote.AUDIENCE, quote.MARKET) for headline in part)


def _is_single(register: Register, headline: quote.Headline) -> bool:
    return len(headline.find(register).rows) == 1


_CONVERT = OpenCC("t2s").convert


def simplify(text: str) -> str:
    """The text in Simplified characters, character by character."""
    return "".join(map(_CONVERT, text))


_NUMBER, _LETTER = re.compile(r"\d[\d.]*"), re.compile("[A-Za-z]")
_PINYIN = re.compile(r"\([a-zà-ÿāēīōūǎěǐǒǔǚ]+\)")  # left behind a character by a conversion


def _is_torn(claim: Claim) -> bool:
    """Whether a figure cannot be read where it stands in its article: another has slipped into it."""
    return claim.damaged and any(
        pattern.findall(_PINYIN.sub("", claim.quote)) != pattern.findall(claim.read) for pattern in (_NUMBER, _LETTER)
    )


def published(register: Register) -> dict:
    """What is published as lookup.json."""
    # character by character, so that the pairs can be published and a browser can do the same
    claims = lookup.entries(register, figures(register))
    found = [*(replace(entry, right=RIGHT.get(entry.id, "")) for entry in claims), *computed(register)]
    torn = {claim.id: (claim.quote,) for claim in register.claims.values() if _is_torn(claim)}
    return lookup.document(
        found, lookup_names.names(register, MAIN, CALLED, PAGES, {**torn, **PHRASES}, VAGUE, **OTHERS), simplify
    )
