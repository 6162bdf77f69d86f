"""new, draft, accept, suggest: the commands that take an article from its text into the tables."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from claimcheck.drafting import accepting, sheet, starting, suggesting
from claimcheck.drafting.files import replace_all, table_text
from claimcheck.drafting.naming import names
from claimcheck.evidence.gaps import own_pages
from claimcheck.loading import examine
from claimcheck.register.checks_text import articles_dir
from claimcheck.register.faults import Fault, FaultError

# what `new` asks of an article; an option left out leaves its column blank
_FACTS = {
    "title": "title as printed",
    "published": "date, as 2024-11-20 or its beginning",
    "date-printed": "the date in the form in which the text carries it, if it does",
    "dates": "what that date is the date of: event, page or post (default: page)",
    "url": "address of the page",
    "outlet": "who published it",
    "cited-outlet": "the outlet's name alone, for citations (default: the outlet without what stands in brackets)",
    "author": "author as printed",
    "about": "what it is about, in one sentence",
    "note": "how the text was come by, and what could not be retrieved",
    "condition": "what is wrong with the text, joined by semicolons (default: proposed)",
    "label": "its name in the contents",
}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    """Add the commands to the command line. shared: options of the data package and of the folder of texts."""
    new = commands.add_parser("new", parents=[shared], help="take in a new article: its row, its table, its page")
    new.add_argument("article", help="its id: a word and a year, as in example-2024")
    new.add_argument("--text", type=Path, required=True, help="its text, UTF-8")
    for name, words in _FACTS.items():
        new.add_argument(f"--{name}", default=starting.Facts("").dates if name == "dates" else "", help=words)
    new.set_defaults(run=_new)
    draft = commands.add_parser(
        "draft", parents=[shared], help="propose a claim or an exclusion for every figure of a text"
    )
    draft.add_argument("article")
    draft.add_argument("--text", type=Path, help="the text (default: <id>.txt in the folder of texts)")
    draft.add_argument(
        "--entity", default="", help="whose figures they are (default: whose most figures of the package are)"
    )
    draft.add_argument(
        "--to", type=Path, help="where to write the draft (default: drafts/<id>.csv in the data package)"
    )
    draft.set_defaults(run=_draft)
    accept = commands.add_parser("accept", parents=[shared], help="move the accepted rows of a draft into the tables")
    accept.add_argument("article")
    accept.add_argument("--sure", action="store_true", help="take the rows too that are neither answered nor unsure")
    accept.set_defaults(run=_accept)
    suggest = commands.add_parser(
        "suggest", parents=[shared], help="propose relations among an article's figures, and evidence"
    )
    suggest.add_argument("article")
    suggest.set_defaults(run=_suggest)


def _new(options: argparse.Namespace) -> int:
    given = {field: getattr(options, field) for name in _FACTS if (field := name.replace("-", "_"))}
    written = starting.start(options.data, starting.Facts(options.article, **given), options.text, options.articles)
    for path in written:
        print(f"written: {_shown(path, options.data)}")
    if not options.condition and (found := starting.condition(options.text.read_text(encoding="utf-8"))):
        print(f"condition proposed, in articles.csv: {found}")
    for gap in own_pages(examine(options.data, options.articles)[0]):
        if options.article in gap.text:
            print(f"may be forgotten: {gap.text}")
    print(f"next: claimcheck draft {options.article}")
    return 0


def _draft(options: argparse.Namespace) -> int:
    register, _ = examine(options.data, options.articles)
    text = _text(options)
    article = register.articles.get(options.article)
    year = (article.date_iso if article else options.article.rpartition("-")[2])[:4]
    path = options.to or sheet.path_of(options.data, options.article)
    if path.exists():
        raise FaultError(
            [Fault("file-exists", _shown(path, options.data), None, None, "a draft", "none: accept it or move it away")]
        )
    known = names(register, options.entity, starting.called(options.data))
    rows = sheet.rows(text, int(year) if year.isdigit() else None, known)
    own = [one for one in register.claims.values() if one.article == options.article]
    left = [one for one in register.exclusions.values() if one.article == options.article]
    taken = [(one.start, one.end) for one in own] + [(one.start, one.end) for one in left]
    rows = [row for row in rows if not any(a < int(row["end"]) and int(row["start"]) < b for a, b in taken)]
    replace_all({path: table_text(sheet.COLUMNS, rows)})
    claims = [row for row in rows if row["proposal"] == "claim"]
    unsure = sum(bool(row["unsure"]) for row in rows)
    print(
        f"{_shown(path, options.data)}: {len(claims)} claims and {len(rows) - len(claims)} exclusions proposed, {unsure} of them unsure"
    )
    print(f"next: go through it (column accept: yes, no, or a reason), then claimcheck accept {options.article}")
    return 0


def _text(options: argparse.Namespace) -> str:
    folder = articles_dir(options.data, options.articles)
    path = options.text or (folder / f"{options.article}.txt" if folder else Path(f"{options.article}.txt"))
    try:
        return str(path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise FaultError(
            [
                Fault(
                    "missing-text",
                    path.name,
                    None,
                    None,
                    "no text in UTF-8",
                    "the article's text, in --text or in the folder of texts",
                )
            ]
        ) from None


def _accept(options: argparse.Namespace) -> int:
    done = accepting.accept(options.data, options.article, options.articles, options.sure)
    print(
        f"accepted: {done.claims} claims, {done.exclusions} exclusions, {done.corrections} corrections; {done.left} rows left in the draft"
    )
    return 0


def _suggest(options: argparse.Namespace) -> int:
    register, faults = examine(options.data, options.articles)
    if options.article not in register.articles:
        print(f"there is no article {options.article!r}: {', '.join(register.articles)}", file=sys.stderr)
        return 2
    if faults:
        raise FaultError(faults)
    sys.stdout.write(suggesting.text(register, options.article, suggesting.next_number(register, options.article)))
    return 0


def _shown(path: Path, root: Path) -> str:
    """A file as a person in the report's folder would type it."""
    try:
        return path.resolve().relative_to(root.resolve().parent).as_posix()
    except ValueError:
        return str(path)
