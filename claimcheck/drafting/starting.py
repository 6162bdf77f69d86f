"""A new article: its row, its table of claims, and its page in the book.

Where the book keeps its pages is said by the data package, in datapackage.json:

    "book": {"chapters": "chapters/articles", "contents": "_toc.yml", "called": {"Kingfisher": ["翠鸟"]}}

the first two from the folder that holds the package; without them no page is made. `called` says how texts call an entity.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck.drafting.cleaned import READING, cleaned
from claimcheck.drafting.files import replace_all, table_text, with_rows
from claimcheck.drafting.trial import new_faults
from claimcheck.printed.runs import RUN
from claimcheck.printed.tokens import canonical
from claimcheck.register.checks_text import articles_dir
from claimcheck.register.faults import Fault, FaultError
from claimcheck.register.package import Table, quoted, read_package

UNWRITTEN = "To be written."
LONGEST_ID = 100
_CLOSED = re.compile("[。！？!?…”’」』》】）)\"'.]$")
_IN_SENTENCE = re.compile("[。！？；，、,;]")  # a last line with none of these is a heading or furniture of the page
_TRADITIONAL = 0.02  # of the characters, at least


@dataclass(frozen=True)
class Facts:
    """What a person knows of an article; published: an ISO date or its beginning; date_printed: the date in the text's own
    form; dates: what that is the date of; note: how the text was come by; label: of its page in the contents; condition:
    what is wrong with the text, proposed where it is blank."""

    id: str
    title: str = ""
    published: str = ""
    url: str = ""
    outlet: str = ""
    author: str = ""
    about: str = ""
    label: str = ""
    date_printed: str = ""
    dates: str = "page"
    cited_outlet: str = ""
    note: str = ""
    condition: str = ""


def start(root: Path, facts: Facts, text_file: Path, articles: Path | None = None) -> list[Path]:
    """Take a new article in; the files that were written. FaultError, with nothing written, where it cannot be."""
    package = read_package(root)
    table = package.tables.get("articles")
    file = f"{root.name}/articles.csv"
    if table is None or not table.readable:
        raise FaultError(package.faults or [Fault("missing-file", file, None, None, "no such file", "a table")])
    folder = articles_dir(root, articles)
    faults = list(_facts_faults(facts, table))
    data = _bytes(text_file, faults)
    if folder is None:
        faults.append(
            Fault(
                "missing-folder", "ARTICLES_DIR", None, None, "no folder of texts", "one, in ARTICLES_DIR or --articles"
            )
        )
    book = _book(root)
    page = root.parent / book["chapters"] / f"{facts.id}.md" if "chapters" in book else None
    for path in (page, root / f"claims/{facts.id}.csv"):
        if path and os.path.lexists(path):
            faults.append(Fault("file-exists", _shown(path, root), None, None, "a file", "none: the article is new"))
    kept = folder / f"{facts.id}.txt" if folder else None
    if kept and os.path.isfile(kept) and data is not None and kept.read_bytes() != data:
        faults.append(
            Fault("file-exists", kept.name, None, None, "another text", "none, or this one, in the folder of texts")
        )
    if faults or data is None or kept is None:
        raise FaultError(faults)
    text = data.decode("utf-8")
    claims = next((t.schema for name, t in package.tables.items() if name.startswith("claims-")), None)
    schema = _schema_path(root)
    columns = [c["name"] for c in (claims or json.loads((root / schema).read_text(encoding="utf-8")))["fields"]]
    texts: dict[Path, str | None] = {
        root / "articles.csv": with_rows(root / "articles.csv", table.columns, [_row(facts, text, data)]),
        root / "datapackage.json": _descriptor(root, facts, schema),
        root / f"claims/{facts.id}.csv": table_text(columns, []),
    }
    if not os.path.isfile(kept):
        texts[kept] = text
    if new := new_faults(root, texts, folder)[0]:
        raise FaultError(new)
    if page:
        texts[page] = skeleton(facts)
        contents = root.parent / book["contents"]
        texts[contents] = _contents(
            contents.read_text(encoding="utf-8"), page.parent.relative_to(contents.parent).as_posix(), facts
        )
    replace_all(texts)
    return list(texts)


def _book(root: Path) -> dict[str, Any]:
    return dict(json.loads((root / "datapackage.json").read_text(encoding="utf-8")).get("book", {}))


def called(root: Path) -> dict[str, list[str]]:
    """How texts call each entity, as the package says. FaultError if it says it in another shape."""
    found = _book(root).get("called", {})
    if not isinstance(found, dict) or not all(isinstance(names, list) for names in found.values()):
        file, wanted = f"{root.name}/datapackage.json", "a list of names for each entity"
        raise FaultError([Fault("malformed-book", file, None, "called", quoted(json.dumps(found)), wanted)])
    return {entity: [str(name) for name in names] for entity, names in found.items()}


def _facts_faults(facts: Facts, table: Table) -> list[Fault]:
    """What is given against the columns' own shapes, and an id that is taken."""
    given = {"id": facts.id, "date_iso": facts.published}
    faults = [
        table.fault(f"malformed-{name}", None, name, quoted(text), str(column.get("shape", pattern)))
        for column in table.schema["fields"]
        if (text := given.get(name := column["name"], ""))
        and not re.fullmatch(pattern := column.get("constraints", {}).get("pattern", ".*"), text)
    ]
    if not re.fullmatch(f"[a-z0-9-]{{1,{LONGEST_ID}}}", facts.id):
        wanted = f"lower-case letters, digits and hyphens, at most {LONGEST_ID}"  # files are named by it
        faults.append(table.fault("malformed-id", None, "id", quoted(facts.id), wanted))
    if facts.url and not re.fullmatch(r"https?://[^\s/]+\S*", facts.url):
        faults.append(table.fault("malformed-address", None, "address", quoted(facts.url), "a web address with a host"))
    if facts.id in {row["id"] for row in table.rows}:
        faults.append(table.fault("duplicate-id", None, "id", quoted(facts.id), "an id that no article has"))
    return faults


def _bytes(path: Path, faults: list[Fault]) -> bytes | None:
    """The text as it is; None, with the fault, if it is none."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except OSError as error:
        faults.append(Fault("missing-file", path.name, None, None, error.strerror or "no file", "the article's text"))
        return None
    except UnicodeDecodeError as error:
        faults.append(
            Fault(
                "wrong-encoding",
                path.name,
                data.count(b"\n", 0, error.start) + 1,
                None,
                f"byte 0x{data[error.start]:02x}",
                "UTF-8 text",
            )
        )
        return None
    if not text.strip() or "\0" in text:
        faults.append(Fault("empty-file", path.name, None, None, "no text", "the article's text"))
        return None
    return data


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root.parent).as_posix()


def _row(facts: Facts, text: str, data: bytes) -> dict[str, str]:
    return {
        "id": facts.id,
        "title": facts.title,
        "outlet": facts.outlet,
        "author": facts.author,
        "date_printed": facts.date_printed,
        "date_dates": facts.dates if facts.published else "",
        "date_iso": facts.published,
        "language": "zh",
        "script": script(text),
        "address": facts.url,
        "characters": str(len(text)),
        "bytes": str(len(data)),
        "sha256": hashlib.sha256(data).hexdigest(),
        "condition": facts.condition or condition(text),
        "about": facts.about or UNWRITTEN,
        "retrieval_note": facts.note,
        "cited_author": facts.author,
        "cited_outlet": facts.cited_outlet or re.sub(r"\s*[(（\[].*", "", facts.outlet, flags=re.DOTALL),
        "runs": str(len(RUN.findall(text))),
    }


def script(text: str) -> str:
    """The characters of the text; readings left in brackets are what a conversion leaves behind."""
    changed = sum(a != b for a, b in zip(text, canonical(text)))
    if changed <= _TRADITIONAL * len(text):
        return "Simplified"
    return "Traditional, converted from Simplified" if READING.search(text) else "Traditional"


def condition(text: str) -> str:
    """The damage of known kinds, in words."""
    clean, found = cleaned(text), []
    if readings := len(READING.findall(text)):
        found.append(
            f"converted characters, the reading in brackets left behind in {readings} place{'' if readings == 1 else 's'}"
        )
    if any(clean.is_second_printing(*match.span()) for match in RUN.finditer(clean.text)):
        found.append("parts printed twice")
    if lost := text.count("\ufffd"):
        found.append(f"{lost} character{'' if lost == 1 else 's'} lost")
    last = text.rstrip().rpartition("\n")[2]
    if _IN_SENTENCE.search(last) and not _CLOSED.search(last):
        found.append("ends inside a sentence")
    return "; ".join(found)


# files of the package and of the book


def _schema_path(root: Path) -> str:
    resources = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    return next((str(r["schema"]) for r in resources if r["name"].startswith("claims-")), "schemas/claims.json")


def _descriptor(root: Path, facts: Facts, schema: str) -> str:
    """datapackage.json with the resource behind the last table of claims, its other lines as they are."""
    text = (root / "datapackage.json").read_text(encoding="utf-8")
    entry: dict[str, Any] = {
        "name": f"claims-{facts.id}",
        "type": "table",
        "title": f"Claims of {facts.id}",
        "description": f"One row per figure printed in {facts.id}.",
        "path": f"claims/{facts.id}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
    whole = json.loads(text)
    places = [n for n, r in enumerate(whole["resources"]) if r["name"].startswith("claims-")]
    whole["resources"].insert(places[-1] + 1 if places else len(whole["resources"]), entry)
    lines = json.dumps(entry, ensure_ascii=False, indent=2).replace("\n", "\n    ")
    at = text.rfind('"name": "claims-')
    end = text.find("\n    }", at) + len("\n    }")
    put_in = f"{text[:end]},\n    {lines}{text[end:]}"
    try:
        if at >= 0 and json.loads(put_in) == whole:
            return put_in
    except ValueError:
        pass
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _contents(text: str, chapters: str, facts: Facts) -> str:
    """The contents with the page behind the last one of an article."""
    lines = text.splitlines()
    at = max((n for n, line in enumerate(lines) if f"file: {chapters}/" in line), default=-1)
    indent = re.match(r"\s*", lines[at]) if at >= 0 else None
    space = indent.group() if indent else "  "
    entry = [
        f"{space}- file: {chapters}/{facts.id}",
        f"{space}  title: {json.dumps(facts.label or facts.id, ensure_ascii=False)}",
    ]
    if at < 0 and not any(line.startswith("chapters:") for line in lines):
        lines.append("chapters:")
    elif at < 0:
        at = next(n for n, line in enumerate(lines) if line.startswith("chapters:"))
    after = at + 1 if at >= 0 else len(lines)
    while at >= 0 and after < len(lines) and lines[after].strip().startswith("title:"):
        after += 1
    return "\n".join([*lines[:after], *entry, *lines[after:]]) + "\n"


def skeleton(facts: Facts) -> str:
    """The chapter as it is before it is written: it builds, and says of each part that it is not written yet."""
    cell = "```{code-cell} python3\n:tags: [hide-input]\n"
    brief = "\n\n".join(
        f"{line}\n: {UNWRITTEN}" for line in ("What it says", "What holds", "What does not", "Say instead")
    )
    return (
        f"---\nfile_format: mystnb\nkernelspec: {{name: python3, display_name: Python 3}}\n"
        f"data: {facts.id} reported.csv answers.csv\n---\n# {facts.label or facts.id}: the finding is still to be written\n\n"
        f"{{.r-kicker}}\n{facts.about or UNWRITTEN}\n\n{{.r-brief}}\n{brief}\n\n## The figures that matter\n\n{cell}"
        "from claimcheck.pages.answers import answers\nfrom claimcheck.pages.appendix import appendix\n"
        f'from claimcheck.pages.chapter import register\nbook = register()\nanswers(book, "{facts.id}")\n```\n\n'
        f'## Appendix\n\n{cell}appendix(book, "{facts.id}")\n```\n'
    )
