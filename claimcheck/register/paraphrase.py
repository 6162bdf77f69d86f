"""A claim in English as far as its columns say it: what a paraphrase is until a person words it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from claimcheck.printed import words
from claimcheck.register.rows import Claim

COLUMNS = ("entity", "period_start", "period_end", "value", "unit", "qualifier", "rounding_unit", "coarse_unit")


def made(cells: Mapping[str, str], label: str, quote: str) -> str:
    """ "Shop, total revenue, third quarter of 2024: 31.1 billion CNY." from a row of claims and its metric's label.

    Cells that do not read are left as they are; whoever takes the row in says what is wrong with them.
    """
    try:
        figure = words.figure_text(cells, "") or quote
    except (ValueError, ArithmeticError, KeyError):
        figure = quote
    days = cells["period_start"], cells["period_end"]
    try:
        period = words.date_text(*days) if all(days) and cells["unit"] not in ("date", "text") else ""
    except ValueError:
        period = ""
    return _capital(f"{', '.join(filter(None, (_entity(cells['entity']), label, period)))}: {figure}.")


def _entity(name: str) -> str:
    return re.sub(r"^\w+: ", "", name)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def is_made(claim: Claim, label: str) -> bool:
    """Whether nobody has worded the claim's paraphrase yet."""
    if not claim.paraphrase.startswith(_capital(_entity(claim.entity) or label)):
        return False  # a figure in words takes time, and few paraphrases begin so
    return claim.paraphrase == made({name: getattr(claim, name) for name in COLUMNS}, label, claim.quote)
