"""The arithmetic verdicts and the ways in which two figures agree, each with its order, words and colour."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class VerdictCode(StrEnum):
    """The codes of one kind of verdict, in the order in which they are told; each is its own text.

    colour: of its bars; on_dark: whether letters on that are white; shade: the darker tone for thin lines and
    marker: the sign on them, where it is drawn so. is_finding: whether it says that a figure holds, or not, or
    is open, and not merely that nothing is known of it.
    """

    colour: str
    on_dark: bool
    is_finding: bool
    shade: str
    marker: str

    def __new__(
        cls, code: str, colour: str, on_dark: bool = False, is_finding: bool = True, shade: str = "", marker: str = ""
    ) -> VerdictCode:
        member = str.__new__(cls, code)
        member._value_ = code
        member.colour, member.on_dark, member.is_finding = colour, on_dark, is_finding
        member.shade, member.marker = shade, marker
        return member

    @property
    def words(self) -> str:
        """The code as a reader sees it."""
        return self.value.replace("_", " ")

    @classmethod
    def of(cls, code: str) -> Self:
        """The verdict of that code; KeyError for an unknown one."""
        return cls[code.upper()]

    @property
    def rank(self) -> int:
        """Its place in the order, from 0."""
        return list(type(self)).index(self)


class Arithmetic(VerdictCode):
    """The arithmetic verdicts, worst first; what cannot be computed comes last."""

    NOT_REPRODUCED = "not_reproduced", "#D55E00", True, True, "#C04A00", "X"
    UNDETERMINED = "undetermined", "#E69F00", False, True, "#9A6300", "^"
    WITHIN_ROUNDING = "within_rounding", "#7CC4EE", False, True, "#0B7A9E", "D"
    REPRODUCED = "reproduced", "#0072B2", True, True, "#00507D", "s"
    NOT_COMPUTABLE = "not_computable", "#D9D9D9", False, False

    @property
    def holds(self) -> bool:
        """Whether the recomputation meets the printed figure."""
        return self in (Arithmetic.REPRODUCED, Arithmetic.WITHIN_ROUNDING)

    @classmethod
    def best_first(cls) -> tuple[Arithmetic, ...]:
        """The findings from the best to the worst, and behind them what cannot be computed."""
        return (*reversed([code for code in cls if code.is_finding]), cls.NOT_COMPUTABLE)


class Agreement(StrEnum):
    """How two figures of one quantity stand to each other, best first."""

    AGREE = "agree"
    BY_ROUNDING = "by_rounding"
    CONFLICT = "conflict"
