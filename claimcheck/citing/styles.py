"""How a source is cited: GB/T 7714-2025, APA (7th), BibTeX and CSL-JSON.

Only what this report needs is here: pages read on the web and data sets. The GB/T forms follow 8.11.3
(web page) and 8.14 (data set) of the standard, in its numeric system (顺序编码制), where a source without an
author begins with its title (7.1.3) and an estimated year stands in square brackets (7.5.4.3); the
examples printed there are in tests/cases/gbt7714.csv. A full stop is followed by a space, as is usual
where it is half-width.

Own functions, since the CSL processor for Python drops the version of a data set, writes a body's name in
capitals and doubles the title of a source without author, and the styles it comes with end at GB/T 7714-2015.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date

READ_ON = "YYYY-MM-DD"  # where the reader puts the day; a built page cannot know it
MOST_AUTHORS = 3
CHINESE = re.compile("[\u3400-\u9fff]")
LATEX_SPECIAL = {c: f"\\{c}" for c in "&%$#_{}"} | {
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}


@dataclass(frozen=True)
class Source:
    """What is known of something citable; blank for what is not.

    kind: "webpage" or "dataset". authors: names as they are to stand. issued: ISO date, month or year;
    is_estimated: the year is inferred, not printed. platform: who publishes it. accessed: the ISO day
    it was read, READ_ON where the reader fills it in. language: "en" or "zh".
    """

    key: str
    kind: str
    title: str
    authors: tuple[str, ...] = ()
    platform: str = ""
    version: str = ""
    issued: str = ""
    is_estimated: bool = False
    accessed: str = ""
    url: str = ""
    language: str = "en"
    note: str = ""


def of_article(row) -> Source:
    """An article (a row of articles.csv) as its own text lets it be cited: what is not known stays out.

    A date that is only the event's gives an estimated year; an address without a host is no address.
    """
    is_dated = row.date_dates in ("page", "post")
    has_address = row.address.startswith("http")
    return Source(
        key=row.id,
        kind="webpage",
        title=row.title,
        authors=(row.cited_author,) if row.cited_author else (),
        platform=row.cited_outlet,
        issued=row.date_iso if is_dated else row.date_iso[:4],
        is_estimated=not is_dated,
        accessed=READ_ON if has_address else "",
        url=row.address if has_address else "",
        language="zh",
        note=row.outlet,
    )


def forms(source: Source) -> dict[str, str]:
    """The citation in all four forms, by the form's name."""
    return {"GB/T 7714-2025": gbt(source), "APA": apa(source), "BibTeX": bibtex(source), "CSL-JSON": csl_json(source)}


# GB/T 7714-2025


def gbt(source: Source) -> str:
    """The entry of the reference list."""
    mark = "DS" if source.kind == "dataset" else "EB"
    # The standard's web page has no place for its outlet; without an address it would not be found, so
    # it stands where data sets and preprints have their platform.
    platform = source.platform if source.kind == "dataset" or not source.url else ""
    parts = [
        _gbt_authors(source.authors),
        f"{source.title}[{mark}/OL]",
        f"V{source.version}" if source.version else "",
        f"{platform}{_gbt_dates(source)}",
        source.url,
    ]
    return ". ".join(part for part in parts if part) + "."


def _gbt_authors(authors: tuple[str, ...]) -> str:
    if len(authors) <= MOST_AUTHORS:
        return ", ".join(authors)
    rest = "等" if CHINESE.search(authors[0]) else "et al"
    return ", ".join((*authors[:MOST_AUTHORS], rest))


def _gbt_dates(source: Source) -> str:
    issued = f"[{source.issued}]" if source.is_estimated else source.issued
    return (f"({issued})" if issued else "") + (f"[{source.accessed}]" if source.accessed else "")


# APA


def apa(source: Source) -> str:
    """The entry of the reference list, 7th edition; the title is to be set in italics."""
    version = f" (Version {source.version})" if source.version else ""
    kind = " [Data set]" if source.kind == "dataset" else ""
    title = f"{source.title}{version}{kind}"
    # an organisation that is both author and publisher is named once
    platform = source.platform if source.platform not in source.authors else ""
    who = _apa_authors(source.authors)
    parts = (who, _apa_date(source), title) if who else (title, _apa_date(source))
    text = " ".join(_stopped(part) for part in (*parts, platform) if part)
    return f"{text} {source.url}".rstrip()


def _apa_authors(authors: tuple[str, ...]) -> str:
    return authors[0] if len(authors) == 1 else ", ".join(authors[:-1]) + f", & {authors[-1]}" if authors else ""


def _apa_date(source: Source) -> str:
    if not source.issued:
        return "(n.d.)"
    year, *rest = source.issued.split("-")
    if source.is_estimated:
        return f"(ca. {year})"
    if source.kind == "dataset" or not rest:
        return f"({year})"
    day = date.fromisoformat("-".join((year, *rest, "01")[:3]))
    return f"({year}, {day:%B}{f' {day.day}' if len(rest) == 2 else ''})"


def _stopped(text: str) -> str:
    return text if text[-1] in ".?!" else f"{text}."


# BibTeX


def bibtex(source: Source) -> str:
    """An entry of biblatex's types; older styles that do not know them fall back to their own for "misc"."""
    organisation = "publisher" if source.kind == "dataset" else "organization"
    fields = {
        "author": " and ".join(f"{{{_latex(name)}}}" for name in source.authors),
        "title": f"{{{_latex(source.title)}}}",
        organisation: _latex(source.platform),
        "version": source.version,
        "date": f"{source.issued}~" if source.is_estimated else source.issued,  # ~ is biblatex's "about"
        "year": source.issued[:4],
        "url": source.url,
        "urldate": source.accessed if source.accessed != READ_ON else "",
        "langid": "chinese" if source.language == "zh" else "english",
        "note": _latex(source.note),
    }
    kind = "dataset" if source.kind == "dataset" else "online"
    return (
        f"@{kind}{{{source.key},\n"
        + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        + "}"
    )


def _latex(text: str) -> str:
    return "".join(LATEX_SPECIAL.get(c, c) for c in text)


# CSL-JSON


def csl(source: Source) -> dict:
    """The item as citation managers and CSL processors read it."""
    item = {
        "id": source.key,
        "type": source.kind,
        "title": source.title,
        "author": [{"literal": name} for name in source.authors],
        "container-title" if source.kind == "webpage" else "publisher": source.platform,
        "version": source.version,
        "issued": _csl_date(source.issued) | ({"circa": True} if source.is_estimated else {}),
        "accessed": _csl_date(source.accessed) if source.accessed != READ_ON else {},
        "URL": source.url,
        "language": source.language,
        "note": source.note,
    }
    return {name: value for name, value in item.items() if value}


def _csl_date(day: str) -> dict:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else {}


def csl_json(source: Source) -> str:
    """A CSL-JSON file with the one item."""
    text = json.dumps([csl(source)], ensure_ascii=False, indent=2)
    return re.sub(
        r"\[[\s\d,\[\]]*\d[\s\d,\[\]]*\]", lambda m: re.sub(r"\s+", "", m[0]).replace(",", ", "), text
    )  # a date on one line
