"""How far a source is believed, and what makes two sources independent.

One table of kinds: everything that ranks sources reads it. A kind is what the page is, not whose figure
it prints: a company's release on a newswire is the wire's copy. A figure that was not read on the page
named (`second_hand`) counts one strength less and stands behind those of that strength that were.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from claimcheck.register.record import Register, once
from claimcheck.register.rows import Reported, Row

ORDER = ("weak", "medium", "strong")


@dataclass(frozen=True)
class Kind:
    """rank: 1 is believed first. strength: one of ORDER. words: as pages print it. what: which pages are of the kind."""

    rank: int
    strength: str
    words: str
    what: str


# in the order of their rank
KINDS: dict[str, Kind] = {
    "company_release": Kind(1, "strong", "company release", "the company's own site"),
    "regulator": Kind(2, "strong", "regulator", "a public office's own site"),
    "research_body": Kind(3, "strong", "research body", "the own site of a body that surveys or estimates"),
    "company_release_repost": Kind(
        4,
        "strong",
        "company release (wire or repost)",
        "a release or filing of the company on a newswire, a carrier or elsewhere",
    ),
    "news": Kind(5, "strong", "news", "a newspaper, agency or trade paper, with its own text or an agency's"),
    "news_repost": Kind(
        6,
        "medium",
        "news (repost)",
        "a news text, or a body's report, on a portal, forum, mirror or in machine translation",
    ),
    "broker": Kind(7, "medium", "broker", "a broker's note, or a page that passes one on"),
    "aggregator": Kind(
        8, "weak", "aggregator", "a machine's summary of a filing, call or note, or a collection of documents"
    ),
    "blog": Kind(9, "weak", "blog", "anyone's own page"),
}
# another of the articles under test is press like the one it is set against; as the article under test it is never best
ARTICLE = Kind(10, "medium", "other article", "another of the articles under test")

STRENGTH = {**{name: kind.strength for name, kind in KINDS.items()}, "article": ARTICLE.strength}
KIND_WORDS = {**{name: kind.words for name, kind in KINDS.items()}, "article": ARTICLE.words}
# kinds that may have copied what was printed before them
COPYING = ("news_repost", "blog", "aggregator", "article")


def strength_of(row: Row) -> str:
    """How far the row is believed: strong, medium or weak."""
    return strength(row.source_kind, row.checked)


def strength(kind: str, checked: str = "at_source") -> str:
    """How far a figure from a page of that kind is believed; one class less where it was not read there."""
    place = ORDER.index(STRENGTH[kind])
    return ORDER[max(0, place - (checked == "second_hand"))]


def weight(row: Row) -> tuple[int, bool, int]:
    """Sorts rows, best first: by strength, then those read at the source, then by the rank of the kind."""
    return weigh(row.source_kind, row.checked)


def weigh(kind: str, checked: str = "at_source") -> tuple[int, bool, int]:
    """The `weight` of a row with this kind and this way of reading."""
    return (-ORDER.index(strength(kind, checked)), checked == "second_hand", KINDS.get(kind, ARTICLE).rank)


def origin_key(register: Register, row: Row) -> str:
    """What tells two witnesses apart: the article that it stands in; of a figure reported elsewhere the `origin` its row
    names, else the host of its address.

    A second row of the same origin is the same witness heard twice.
    """
    return article_of(register, row) or row.origin or urlsplit(row.source_url).netloc.removeprefix("www.")


def article_of(register: Register, row: Row) -> str:
    """The article under test that the figure stands in; blank for one printed elsewhere.

    A row of reported.csv may have the address of an article that was taken in after it: it is that article's own word.
    """
    return row.article or copied(register).get(row.id, "")


def page_of(register: Register, row: Row) -> str:
    """The article, or the address of the page, that prints a figure."""
    return article_of(register, row) or _page(row.source_url)


@once
def copied(register: Register) -> dict[str, str]:
    """The figures reported elsewhere whose page is an article under test, each with that article."""
    pages = {page: article.id for article in register.articles.values() if (page := _page(article.address))}
    return {row.id: pages[page] for row in register.reported.values() if (page := _page(row.source_url)) in pages}


def elsewhere(register: Register) -> list[Reported]:
    """The figures of reported.csv that no article under test is the source of, in the order of the table."""
    return [row for row in register.reported.values() if row.id not in copied(register)]


@once
def as_claims(register: Register) -> dict[str, str]:
    """Those of `copied` that are claims of their article too, each with the first claim that it is."""
    first: dict[tuple[object, ...], str] = {}
    for claim in register.claims.values():
        first.setdefault(_figure(claim.article, claim), claim.id)
    found = {i: first.get(_figure(article, register.reported[i]), "") for i, article in copied(register).items()}
    return {row_id: claim_id for row_id, claim_id in found.items() if claim_id}


def _figure(article: str, row: Row) -> tuple[object, ...]:
    return article, row.entity, row.metric, row.period_start, row.period_end, row.base_unit, row.value_base


def _page(address: str) -> str:
    """A web address without what may differ between two addresses of one page; blank for one without a host."""
    parts = urlsplit(address)
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}" if host else ""
