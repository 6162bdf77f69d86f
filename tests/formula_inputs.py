"""Inputs of formulas as tests write them, and the look-ups that the register makes of its rows."""

from __future__ import annotations

from claimcheck.printed.figures import formula_factor, parse


def read_inputs(text: str) -> dict:
    """ "a=3812億元; b=超3%" -> figures by name."""
    return {
        name: parse(printed) for name, printed in (part.strip().split("=") for part in text.split(";") if part.strip())
    }


def operand(figures):
    """Lookup of intervals in formula terms, as the register does it."""
    return lambda name: figures[name].interval.map_scale(formula_factor(figures[name].unit))


def operand_point(figures):
    return lambda name: figures[name].value * formula_factor(figures[name].unit)
