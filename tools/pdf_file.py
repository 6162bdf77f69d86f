"""A PDF as Chromium prints it, made fit to publish: small, the same when made again, with names and texts for every reader."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pikepdf

# Chromium numbers table cells in the order in which it came to them, which is another one on a busy machine.
NODE = re.compile(rb"\(node\d{8}\)")


def packed(pdf: bytes, seconds: int, headings: Iterable[str] = ()) -> bytes:
    """The PDF at half its size, with this time in the place of the time of printing and the headings as they were written."""
    numbers = {name: b"(node%08d)" % number for number, name in enumerate(dict.fromkeys(NODE.findall(pdf)))}
    pdf = NODE.sub(
        lambda found: numbers[found.group()], pdf
    )  # as long as before: the file's table of places still holds
    stamp = datetime.fromtimestamp(seconds, UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _sort_ids(document)
        _name_outline(document, headings)
        _ungroup_figures(document)
        document.docinfo["/CreationDate"] = document.docinfo["/ModDate"] = stamp
        document.save(
            written, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True, deterministic_id=True
        )
    return written.getvalue()


def _name_outline(document: pikepdf.Pdf, headings: Iterable[str]) -> None:
    """Give the entries of the outline their spaces back, which Chromium drops where a heading breaks into lines."""
    written = {"".join(text.split()): " ".join(text.split()) for text in headings}
    with document.open_outline(max_depth=6) as outline:
        ahead = list(outline.root)
        while ahead:
            entry = ahead.pop()
            entry.title = written.get("".join(entry.title.split()), entry.title)
            ahead += entry.children


def _sort_ids(document: pikepdf.Pdf) -> None:
    """Put the tree of the elements' names in order, which new numbers have upset; readers look names up by halving."""
    root: Any = document.Root.get("/StructTreeRoot", {})
    if "/IDTree" not in root:
        return
    listed: list[tuple[bytes, Any]] = []
    ahead = [root["/IDTree"]]
    while ahead:
        node = ahead.pop()
        ahead += list(node.get("/Kids", []))
        names = list(node.get("/Names", []))
        listed += zip(map(bytes, names[::2]), names[1::2], strict=True)
    pairs = [
        part
        for name, element in sorted(listed, key=lambda pair: pair[0])
        for part in (pikepdf.String(name.decode()), element)
    ]
    leaf = pikepdf.Dictionary(Limits=[pairs[0], pairs[-2]], Names=pairs)
    root["/IDTree"] = pikepdf.Dictionary(Kids=[document.make_indirect(leaf)])


def _ungroup_figures(document: pikepdf.Pdf) -> None:
    """Tag a figure of HTML as the group that it is: its picture, inside, is the Figure that has the alternative text."""
    root: Any = document.Root.get("/StructTreeRoot", {})
    ahead: list[Any] = [root.get("/K", [])]
    while ahead:
        element = ahead.pop()
        if isinstance(element, pikepdf.Array):
            ahead += list(element)
        elif isinstance(element, pikepdf.Dictionary):
            if element.get("/S") == pikepdf.Name.Figure and "/Alt" not in element:
                element["/S"] = pikepdf.Name.Div
            if "/K" in element:
                ahead.append(element["/K"])
