"""What every chart must stand up to; used by the test of each chart module."""

from __future__ import annotations

import re

from claimcheck.loading import with_value


def numbers(text: str) -> set[str]:
    """The numbers of a text, without years."""
    return {n for n in re.findall(r"\d[\d,]*\.?\d*", text) if not re.fullmatch(r"20[12]\d", n)}


def moved(register, claim_id: str, value: str):
    """The register as it would be with another printed value: titles and alts must follow it."""
    return with_value(register, claim_id, value)


__all__ = ["moved", "numbers"]
