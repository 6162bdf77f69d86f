"""What the cells of a page import, found without running them."""

from __future__ import annotations

import ast
import re

CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(.*?)^```", re.M | re.S)


def cells(source: str) -> str:
    """The code of a page: its cells one after the other, without their options and magics."""
    lines = (
        line for cell in CELL.findall(source) for line in cell.splitlines() if not line.startswith((":", "%", "!"))
    )
    return "\n".join(lines)


def imported(tree: ast.AST) -> set[str]:
    """The names of modules that code imports, wherever in it and however it is written: of `from a import b` a and a.b."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found
