"""Random formulas, from noise to what parses, over random intervals."""

from __future__ import annotations

import random
from fractions import Fraction

from claimcheck.formulas import relations
from claimcheck.formulas.relations import FormulaError
from claimcheck.printed.interval import Interval
from tools.fuzz.printed import pieces
from tools.fuzz.subject import Subject

CLAIMS = ("[a-2020-01]", "[b-2021-02]", "[c-2022-03]", "[no]", "[]", "[a b]")
PARTS = [
    *CLAIMS,
    *(
        "1",
        "2",
        "0",
        "0.5",
        "1e30",
        "1e-30",
        "1e999999",
        "365",
        "9" * 40,
        '"x"',
        "abs",
        "days",
        "year",
        "min",
        "max",
        "count",
        "f",
    ),
    *("+", "-", "*", "/", "**", "<", "<=", "==", ">", "(", ")", ",", " ", "\n", "%", "=", "×", "\x00"),
]


def _expression(source: random.Random, depth: int = 0) -> str:
    """A formula that is likely to parse."""
    kind = source.randrange(8) if depth < 5 else 0
    if kind < 3:
        return source.choice((*CLAIMS[:3], "1", "2", "0.5", "100", "1e30", "365"))
    parts = [_expression(source, depth + 1) for _ in range(2)]
    if kind == 3:
        return f"{source.choice(('abs', 'year', 'min', 'max', 'days'))}({', '.join(parts[: source.randrange(1, 3)])})"
    if kind == 4:
        return f"-({parts[0]})"
    return f"({parts[0]}) {source.choice(('+', '-', '*', '/', '**', '*', '+'))} ({parts[1]})"


def _formula(source: random.Random) -> tuple[str, dict[str, Interval]]:
    kind = source.random()
    text = (
        pieces(PARTS)(source)
        if kind < 0.4
        else _expression(source) + (f" < {_expression(source)}" if kind > 0.9 else "")
    )
    ends = lambda: sorted(Fraction(source.randrange(-500, 500), source.choice((1, 10, 7))) for _ in range(2))
    values: dict[str, Interval] = {}
    for claim in CLAIMS[:3]:
        low, high = ends()
        upper = None if source.random() < 0.2 else high
        closed = low == upper
        values[claim.strip("[]")] = Interval(
            low, upper, closed or source.random() < 0.5, closed or source.random() < 0.5
        )
    return text, values


def _evaluate(case: tuple[str, dict[str, Interval]]) -> None:
    text, values = case
    expression = relations.parse_formula(text)
    relations.evaluate(expression, lambda name: values[name])
    points = {name: value.midpoint or Fraction(1) for name, value in values.items()}
    relations.point(expression, lambda name: points[name])


SUBJECTS = {"formulas": Subject(_formula, _evaluate, (FormulaError,))}
