"""Read a page again, and so execute it again, when what it shows has changed.

Inline execution does not see a changed table or module on an incremental build. Here every page
that computes has a digest of what it is made of: the package's code, and its data. A page names
its data in its front matter, `data: gravity-2021 reported.csv`, as

- an article's id: everything the register says of that article, its claims' words, verdicts and their sources
  included, so that a figure changed in one table reaches exactly the pages whose results it moves;
- a metric's name: every claim and every reported figure of that metric;
- a file, under `data/` or from the root: its bytes;
- `all`, which is also meant where a page with cells names nothing: every table;
- `words`: what the tables say of the claims in words, their paraphrases and notes.

Few pages print the words of claims, and words are reworded more often than figures are changed. So only `words` and
an article's id in the front matter stand for them; a test looks for them on all other pages.

Ids of articles, claims and recomputations that stand in the page, or in the modules of the package
that it imports and that these import (a chart names its claims there), need not be named; they stand without words.
"""

from __future__ import annotations

import ast
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml
from sphinx.application import Sphinx
from sphinx.util import logging

from _ext.reading import imports, warm
from claimcheck.evidence.sources import copied
from claimcheck.pages.chapter import register
from claimcheck.register.faults import FaultError
from claimcheck.register.rows import Claim, Row

logger = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]
ALL, WORDS = "all", "words"
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.S)
ID = re.compile(r"\b(?:[a-z]+-\d{4}|cross)(?:-r?\d{2,})?\b(?!\.md|\.html)")
PACKAGES = ("claimcheck", "kuaishou")


@cache
def file_digest(path: Path) -> str:
    """Digest of a file's bytes, or of all tables' or modules' in a folder."""
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        return _hash(p.relative_to(path).as_posix() + file_digest(p) for p in found)
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def all_digest() -> str:
    """Digest of the data package without the words of claims."""
    tables = {ROOT / "data" / "claims" / f"{article}.csv" for article in register().articles}
    folder = ROOT / "data"
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p not in tables)
    return _hash(
        [
            *(f"{path.relative_to(folder)} {file_digest(path)}" for path in files),
            *map(repr, map(_wordless, register().claims.values())),
        ]
    )


def _words(claims: Iterable[Claim]) -> str:
    return _hash(repr((claim.id, claim.paraphrase, claim.note)) for claim in claims)


def _wordless(row: Row) -> Row:
    return replace(row, paraphrase="", note="") if isinstance(row, Claim) else row


@cache
def article_digest(article: str) -> str:
    """Digest of all that the register says of an article: its claims but their words, and every row that bears on one of them."""
    known = register()
    claims = {i for i, claim in known.claims.items() if claim.article == article}
    parts = [known.articles[article], *map(claim_digest, sorted(claims))]
    parts += [
        row for table in (known.corrections, known.exclusions) for row in table.values() if row.article == article
    ]
    parts += [
        relation_digest(i) for i, r in known.relations.items() if r.article == article or {*r.inputs, r.target} & claims
    ]
    conflicts = [c for c in known.conflicts.values() if set(c.claims) & claims]
    parts += [*conflicts, *(known.reported[i] for c in conflicts for i in c.reported)]
    return _hash(map(repr, parts))


@cache
def claim_digest(claim_id: str) -> str:
    """Digest of a claim but its words, its metric, both verdicts, the recomputations that give it, and the sources of its evidence."""
    known = register()
    claim, evidence = known.claims[claim_id], known.evidence_of(claim_id)
    sources = [_wordless(known.row(i)) for i in evidence.rows]
    return _hash(
        map(
            repr,
            [
                _wordless(claim),
                claim.figure,
                claim.figure_text,
                known.metrics[claim.metric],
                known.verdict_of(claim_id),
                evidence,
                *sources,
                *(relation_digest(r.id) for r in known.targeting(claim_id)),
            ],
        )
    )


@cache
def metric_digest(metric: str) -> str:
    """Digest of all figures of a metric, and of what each counts."""
    known = register()
    rows = [row for row in known.rows() if row.metric == metric]
    said = (claim_digest(row.id) if isinstance(row, Claim) else repr(row) for row in rows)
    return _hash([repr(known.metrics[metric]), *said, *(repr(known.definitions.of(row)) for row in rows)])


@cache
def relation_digest(relation_id: str) -> str:
    """Digest of a recomputation with its result and verdict."""
    return _hash([repr(register().relations[relation_id])])


def _hash(texts) -> str:
    total = hashlib.sha256()
    for text in texts:
        total.update(text.encode() + b"\0")
    return total.hexdigest()


def names_of(source: str) -> set[str]:
    """What a page is made of, from its source; nothing for a page that computes nothing."""
    match = FRONT_MATTER.match(source)
    front = yaml.safe_load(match.group(1)) if match else {}
    named = str(front.get("data") or "").split()
    if "{code-cell}" in source and not named:
        named = [ALL]
    named += [f"{WORDS}:{name}" for name in named if name in register().articles]
    if "{reported}" in source:
        named.append("reported.csv")
    return {*named, *_ids(source), *(i for module in _imported(source) for i in _named_in(module))}


def _ids(text: str) -> set[str]:
    """The ids that stand in a text; an article's counts where it stands for the article, not for its page."""
    known = register()
    return {i for i in ID.findall(text) if i in known.claims or i in known.relations or i in known.articles}


def _imported(source: str) -> set[Path]:
    """The modules of the package that a page's cells import, and those that these import."""
    found: set[Path] = set()
    new = _modules(ast.parse(imports.cells(source)))
    while new:
        found |= new
        new = {module for path in new for module in _imported_by(path)} - found
    return found


@cache
def _imported_by(module: Path) -> set[Path]:
    return _modules(ast.parse(module.read_text(encoding="utf-8")))


def _modules(tree: ast.AST) -> set[Path]:
    """The modules of the two packages that code imports."""
    names = (name for name in imports.imported(tree) if name.partition(".")[0] in PACKAGES)
    return {path for name in names if (path := ROOT / f"{name.replace('.', '/')}.py").is_file()}


@cache
def _named_in(module: Path) -> set[str]:
    """The ids that stand in a module but in its docstrings, where they are examples."""
    text = module.read_text(encoding="utf-8")
    if not _ids(text):
        return set()
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if isinstance(first := node.body[0] if node.body else None, ast.Expr) and ast.get_docstring(
                node, clean=False
            ):
                first.value = ast.Constant(value="")
    return _ids(ast.unparse(tree))


def digest(source: str, docname: str) -> str:
    """Digest of the code and data behind a page; blank for a page that computes nothing."""
    names = names_of(source)
    return (
        _hash([*(file_digest(ROOT / package) for package in PACKAGES), *_parts(sorted(names), docname)])
        if names
        else ""
    )


def _parts(names: list[str], docname: str) -> Iterator[str]:
    known = register()
    yield repr(sorted(copied(known).items()))  # tables and charts ask whose page a figure's address is
    for name in names:
        files = [path for path in (ROOT / "data" / name, ROOT / name) if path.is_file()]
        if name == ALL:
            yield all_digest()
        elif name.partition(":")[0] == WORDS:
            yield _words(c for c in known.claims.values() if name in (WORDS, f"{WORDS}:{c.article}"))
        elif name in known.articles:
            yield article_digest(name)
        elif name in known.claims:
            yield claim_digest(name)
        elif name in known.relations:
            yield relation_digest(name)
        elif name in known.metrics:
            yield metric_digest(name)
        elif files:
            yield file_digest(files[0])
        else:
            logger.warning("page names data that does not exist: %s", name, location=docname)


def outdated(app: Sphinx, env, added, changed, removed) -> list[str]:
    """The pages whose digest is not that of the last build."""
    try:
        register()
    except FaultError:
        if warm.VARIABLE in os.environ:  # in a whole build the check tells them, at the same time
            sys.exit(1)
        raise
    known = getattr(env, "page_digests", {})
    env.page_digests = {
        docname: digest(Path(env.doc2path(docname)).read_text(encoding="utf-8"), docname) for docname in env.found_docs
    }
    return [docname for docname, now in env.page_digests.items() if known.get(docname, now) != now]
