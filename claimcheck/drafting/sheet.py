"""The draft of an article: one table to go through, in the order of the text.

    accept    blank: not looked at · yes: as proposed · no: dropped · a reason of exclusions.csv: excluded for it
    unsure    why a person should look; blank where nothing is known to be doubtful
    proposal  claim or exclusion
    reason    of an exclusion

The other columns are those of the claims' tables. Nothing in it counts until it is accepted.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from claimcheck.drafting.naming import Names, metric_of
from claimcheck.drafting.proposing import PERIOD, Proposal, propose
from claimcheck.printed.tokens import canonical
from claimcheck.register.checks_text import shortened
from claimcheck.register.faults import Fault, FaultError
from claimcheck.register.package import quoted

OWN = ("accept", "unsure", "proposal", "reason")
CLAIM = (
    *("start", "end", "quote", "prefix", "suffix", "kind", "entity", "metric", "scope", "period_start", "period_end"),
    *("value", "unit", "qualifier", "rounding_unit", "coarse_unit", "attribution", "damaged", "read_by", "paraphrase"),
    "note",
)
COLUMNS = (*OWN, *CLAIM, "read")
BESIDE = 8  # characters of prefix and suffix
LONGEST_QUOTE = 16


def path_of(root: Path, article: str) -> Path:
    """Where the draft of an article lies in a data package."""
    return root / "drafts" / f"{article}.csv"


def rows(text: str, written: int | None, known: Names) -> list[dict[str, str]]:
    """The draft of a text. written: the year in which it was."""
    return [_row(text, proposal, known) for proposal in propose(text, written)]


def _row(text: str, one: Proposal, known: Names) -> dict[str, str]:
    quote = text[one.start : one.end]
    row = {
        "proposal": "exclusion" if one.reason else "claim",
        "reason": one.reason,
        "start": str(one.start),
        "end": str(one.end),
        "quote": shortened(quote) if one.reason and one.reason != PERIOD else quote,
        **beside(text, one.start, one.end),
        "note": one.note,
        "read": one.read if one.read != quote and not one.reason else "",
    }
    unsure = [] if one.reason == PERIOD else list(one.unsure)
    if not one.reason or one.reason == PERIOD:
        metric, doubt = metric_of(one, known)
        if doubt:
            unsure.append(doubt)
        if metric in known.unscoped:
            unsure.append("its usual scope is of one year or event: say what is counted")
        if len(quote) > LONGEST_QUOTE:
            unsure.append(f"the quote is longer than {LONGEST_QUOTE} characters")
        row |= {
            "kind": "figure",
            "entity": known.entity,
            "metric": metric,
            "scope": known.scopes.get(metric, ""),
            "period_start": one.period[0],
            "period_end": one.period[1],
            "value": one.value,
            "unit": one.unit,
            "qualifier": one.qualifier,
            "rounding_unit": one.rounding_unit,
            "coarse_unit": _coarse(one),
            "attribution": one.attribution,
            "damaged": "yes" if _is_damaged(one, quote) else "no",
            "read_by": one.read_by,
        }
    return {**row, "unsure": "; ".join(unsure)}


def beside(text: str, start: int, end: int) -> dict[str, str]:
    """Prefix and suffix of a stretch, in its line."""
    line, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return {
        "prefix": text[max(line, start - BESIDE) : start],
        "suffix": text[end : min(end + BESIDE, stop if stop >= 0 else len(text))],
    }


def _is_damaged(one: Proposal, quote: str) -> bool:
    return canonical(one.read) != canonical(quote)


def _coarse(one: Proposal) -> str:
    """The other rounding unit that a round figure of two digits or more admits: 6800 may be to 100."""
    digits = one.value
    if one.rounding_unit != "1" or not digits.isdigit() or len(digits) < 2 or not digits.endswith("0"):
        return ""
    return "1" + "0" * (len(digits) - len(digits.rstrip("0")))


def read(path: Path, shown: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of a draft with their lines. FaultError if it is no draft; shown: the file as faults name it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        reader = csv.DictReader(io.StringIO(text.replace("\r\n", "\n"), newline=""), strict=True)
        absent = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if absent:
            faults = [
                Fault("missing-column", shown, 1, name, "no such column", f"column {quoted(name)}") for name in absent
            ]
            raise FaultError(faults)
        found = []
        for row in reader:
            if None in row or None in row.values():
                raise FaultError(
                    [
                        Fault(
                            "cell-count",
                            shown,
                            reader.line_num,
                            None,
                            "another count of cells",
                            f"{len(COLUMNS)} cells",
                        )
                    ]
                )
            found.append((reader.line_num, {name: cell or "" for name, cell in row.items() if name in COLUMNS}))
        return found
    except FileNotFoundError:
        raise FaultError(
            [Fault("missing-file", shown, None, None, "no such file", "a draft, as `claimcheck draft` writes it")]
        ) from None
    except (UnicodeDecodeError, csv.Error, IsADirectoryError) as error:
        raise FaultError([Fault("bad-csv", shown, None, None, quoted(str(error)), "RFC 4180 CSV in UTF-8")]) from None
