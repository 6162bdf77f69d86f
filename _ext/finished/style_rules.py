"""Style sheets cut down to the rules that some page can meet.

The themes' style sheets are libraries: nine tenths of their rules are for components and icons that
no page here has. A selector is dropped when it names a class that stands nowhere in the pages or in
their scripts. That errs on the side of keeping: a class is looked for as a word in the whole text,
so one that a script adds is found in the script, and selectors without classes always stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

NOISE = re.compile(r"/\*(?!!).*?\*/", re.S)  # comments but for licences, which start with /*!
CLASS = re.compile(r"\.(-?[A-Za-z_](?:[\w-]|\\.)*)")
WORD = re.compile(r"-?[A-Za-z_][\w-]*")
GROUPS = ("@media", "@supports", "@layer", "@container")
NEITHER = re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")  # says nothing of what must be there
QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")


def words(texts) -> set[str]:
    """Everything in these texts that could be the name of a class."""
    return {word for text in texts for word in WORD.findall(text)}


def in_use(sheet: str, known: set[str]) -> str:
    """The sheet without the rules whose every selector names a class that is not in `known`."""
    return "".join(_kept(NOISE.sub("", sheet), known))


def rules(sheet: str) -> Iterator[tuple[str, str | None]]:
    """Prelude and body of each rule at the outermost level; the body is None for `@import …;` and the like."""
    position, start, depth, opened = 0, 0, 0, 0
    while position < len(sheet):
        character = sheet[position]
        if sheet.startswith("/*", position):
            position = sheet.index("*/", position) + 2
            continue
        if character in "\"'":
            quoted = QUOTED.match(sheet, position)
            position = quoted.end() if quoted else position + 1
            continue
        if character == "{":
            depth += 1
            if depth == 1:
                opened = position
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield sheet[start:opened], sheet[opened + 1 : position]
                start = position + 1
        elif character == ";" and depth == 0:
            yield sheet[start:position], None
            start = position + 1
        position += 1


def _kept(sheet: str, known: set[str]) -> Iterator[str]:
    for prelude, body in rules(sheet):
        licence, prelude = _licence(prelude)
        yield licence
        if body is None:
            yield f"{prelude};"
        elif prelude.startswith(GROUPS):
            inner = "".join(_kept(body, known))
            if inner:
                yield f"{prelude}{{{inner}}}"
        elif prelude.startswith("@"):
            yield f"{prelude}{{{body}}}"
        else:
            selectors = [selector for selector in _selectors(prelude) if _classes(selector) <= known]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}"


def _classes(selector: str) -> set[str]:
    """The classes that an element, or those around it, must have for the selector to match."""
    return {name.replace("\\", "") for name in CLASS.findall(NEITHER.sub("", QUOTED.sub("", selector)))}


def _licence(prelude: str) -> tuple[str, str]:
    """The licence comments before a rule, and the rest."""
    end = prelude.rfind("*/") + 2 if "*/" in prelude else 0
    return prelude[:end].strip(), prelude[end:].strip()


def _selectors(prelude: str) -> Iterator[str]:
    """The selectors of a list, cut at the commas outside brackets."""
    depth = start = 0
    for position, character in enumerate(prelude):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            yield prelude[start:position].strip()
            start = position + 1
    yield prelude[start:].strip()
