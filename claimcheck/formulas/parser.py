"""Text of a formula -> nodes, by recursive descent; there is no eval.

comparison > sum > product > minus > power > atom, each method reading one level. As in Python,
** binds tighter than a minus before it and groups to the right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NoReturn, TypeVar

from claimcheck.formulas.nodes import (
    AMOUNTS,
    ARITY,
    COMPARISONS,
    Claim,
    Comparison,
    Constant,
    Expr,
    FormulaError,
    Function,
    Negative,
    Operation,
    constant,
    count,
)

MAX_DEPTH = 60
MAX_TOKENS = 400  # a longer sum would nest deeper than Python calls can
MAX_CHARACTERS = 20_000
MAX_SHOWN = 200

_TOKEN = re.compile(
    r"\s*(?:(?P<claim>\[[^\[\]]*\])|(?P<string>\"[^\"]*\")"
    rf"|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?:\s+(?:{'|'.join(AMOUNTS)})(?![a-z]))?)"
    r"|(?P<name>[a-z]+)|(?P<op>\*\*|<=|>=|==|[-+*/(),<>]))",
    re.ASCII,
)
Token = tuple[str, str]  # kind and text
Part = TypeVar("Part")
CLAIM_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


_UNBRACKETED = "example-2024-07"


class _Parser:
    def __init__(self, text: str) -> None:
        if len(text) > MAX_CHARACTERS:
            raise FormulaError(f"more than {MAX_CHARACTERS} characters in formula {text[:40]!r}…")
        self.text, self.position, self.depth = text, 0, 0
        self.tokens = list(islice(_tokens(text), MAX_TOKENS + 1))
        if len(self.tokens) > MAX_TOKENS:
            raise FormulaError(f"more than {MAX_TOKENS} parts in formula {text[:40]!r}…")

    def peek(self) -> Token:
        return self.tokens[self.position] if self.position < len(self.tokens) else ("end", "")

    def take(self) -> Token:
        token = self.peek()
        self.position += 1
        return token

    def accept(self, *operators: str) -> str | None:
        kind, text = self.peek()
        if kind == "op" and text in operators:
            self.position += 1
            return text
        return None

    def expect(self, operator: str) -> None:
        if not self.accept(operator):
            self.fail(f"expected {operator!r}")

    def fail(self, why: str) -> NoReturn:
        found = self.peek()[1] or "the end"
        raise FormulaError(f"{why}, found {found!r} in formula {_shown(self.text)}")

    def formula(self) -> Expr:
        left: Expr = self.sum()
        if operator := self.accept(*COMPARISONS):
            left = Comparison(operator, left, self.sum())
        if self.peek()[0] != "end":
            self.fail("expected the end of the formula")
        return left

    def sum(self) -> Expr:
        left = self.product()
        while operator := self.accept("+", "-"):
            left = Operation(operator, left, self.product())
        return left

    def product(self) -> Expr:
        left = self.minus()
        while operator := self.accept("*", "/"):
            left = Operation(operator, left, self.minus())
        return left

    def minus(self) -> Expr:
        # every way to nest (parentheses, minus, power, arguments) comes through here
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(f"nested deeper than {MAX_DEPTH}")
        operand = self.negated() if self.accept("-") else self.power()
        self.depth -= 1
        return operand

    def negated(self) -> Expr:
        operand = self.minus()
        # -1 is the constant minus one, as it is in Python: both spellings must build one node.
        if isinstance(operand, Constant) and operand.value > 0:
            return Constant(-operand.value, operand.unit)
        return Negative(operand)

    def power(self) -> Expr:
        base = self.atom()
        return Operation("**", base, self.minus()) if self.accept("**") else base

    def atom(self) -> Expr:
        kind, text = self.take()
        if kind == "claim":
            return _claim_leaf(text, self.text)
        if kind == "number":
            return constant(text)
        if kind == "name":
            return self.call(text)
        if (kind, text) == ("op", "("):
            inside = self.sum()
            self.expect(")")
            return inside
        self.position -= 1
        return self.fail("expected a claim, a number, a function or '('")

    def call(self, name: str) -> Expr:
        if name != "count" and name not in ARITY:
            if self.peek() != ("op", "("):
                raise FormulaError(
                    f"{name!r} is no function, and ids stand in brackets, as in [{_UNBRACKETED}], in formula {_shown(self.text)}"
                )
            raise FormulaError(f"unknown function {name!r} in formula {_shown(self.text)}")
        if name == "count":
            return count(*self.listed(self.name))
        arguments = self.listed(self.sum)
        low, high = ARITY[name]
        if not low <= len(arguments) <= high:
            raise FormulaError(f"{name}() takes {low} argument(s), got {len(arguments)} in formula {_shown(self.text)}")
        return Function(name, tuple(arguments))

    def listed(self, read: Callable[[], Part]) -> list[Part]:
        """What stands in parentheses, with commas between."""
        self.expect("(")
        found = [read()]
        while self.accept(","):
            found.append(read())
        self.expect(")")
        return found

    def name(self) -> str:
        kind, text = self.peek()
        if kind != "string":
            self.fail("count() takes names in double quotes")
        self.position += 1
        return text[1:-1]


def _tokens(text: str) -> Iterator[Token]:
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if not match or not match.lastgroup:
            raise FormulaError(f"cannot read {text[position : position + 40].strip()[:12]!r} in formula {_shown(text)}")
        yield match.lastgroup, match[match.lastgroup]
        position = match.end()


def _shown(text: str) -> str:
    return repr(text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…")


def _claim_leaf(token: str, text: str) -> Claim:
    if not CLAIM_ID.fullmatch(token[1:-1]):
        raise FormulaError(f"{token} is no claim id in formula {_shown(text)}")
    return Claim(token[1:-1])


def parse_formula(text: str) -> Expr:
    """The formula as nodes; FormulaError says what is wrong and where."""
    if not text.strip():
        raise FormulaError("empty formula")
    return _Parser(text).formula()
