"""Relations in components that share no row, and components in parts of similar size.

What a relation comes to depends on the rows that it names and on nothing else, so that parts can be checked apart: in
other processes, or on other machines. A part holds whole components, so that few rows go along with two parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

PARTS_PER_WORKER = 4  # so that one with hard formulas does not keep all waiting
MOST_RELATIONS = 1000  # in a part, unless one component has more


def components(names: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The relations that a chain of shared rows joins, each list in the order given, the lists by their first.

    names: the ids of the rows that a relation names, by the relation's id.
    """
    above = {relation: relation for relation in names}

    def top(relation: str) -> str:
        while above[relation] != relation:
            above[relation] = relation = above[above[relation]]
        return relation

    first: dict[str, str] = {}  # of the relations that name a row
    for relation, rows in names.items():
        for row in rows:
            above[top(relation)] = top(first.setdefault(row, relation))
    found: dict[str, list[str]] = {}
    for relation in names:
        found.setdefault(top(relation), []).append(relation)
    return list(found.values())


def parts(names: Mapping[str, Iterable[str]], workers: int) -> list[list[str]]:
    """The relations in parts of whole components: some for each worker, and many components in one rather than one each."""
    size = min(MOST_RELATIONS, -(-len(names) // (workers * PARTS_PER_WORKER)))
    found: list[list[str]] = []
    for component in components(names):
        if found and len(found[-1]) + len(component) <= size:
            found[-1] += component
        else:
            found.append(component)
    return found
