"""What is reported of Kuaishou itself, by period."""

from __future__ import annotations

from claimcheck.evidence import amounts
from claimcheck.register.record import Register
from claimcheck.register.rows import Row

COMPANY = "Kuaishou"


def figures(register: Register, metric: str, definition: str = "", entity: str = COMPANY) -> dict[str, Row]:
    """The best figure of a metric for each period; definition: a class of definitions.csv, the usual one if not given."""
    return amounts.figures(register, metric, entity, definition)
