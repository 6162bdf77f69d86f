"""Tables as text, and several files put in place together: all of them or none."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


def table_text(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A table with its header; columns that a row lacks are blank."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def with_rows(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """The table with rows behind its own, whose lines stay as they are."""
    before = path.read_bytes().decode("utf-8")
    end = "\r\n" if "\r\n" in before else "\n"
    new = table_text(columns, rows).partition("\n")[2].replace("\n", end)
    return before + ("" if before.endswith("\n") else end) + new


def replace_all(texts: Mapping[Path, str | None]) -> None:
    """Write the texts to their files, or remove a file where the text is None.

    All are written beside their places first; if one cannot be put in place, those before it are put back.
    """
    fresh: dict[Path, Path] = {}
    before = {path: path.read_bytes() if path.is_file() else None for path in texts}
    try:
        for path, text in texts.items():
            if text is None:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o644)
            fresh[path] = Path(name)
        for path, text in texts.items():
            if text is None:
                path.unlink(missing_ok=True)
            else:
                os.replace(fresh.pop(path), path)
    except OSError:
        for path, data in before.items():
            if data is not None:
                path.write_bytes(data)
            else:
                path.unlink(missing_ok=True)
        raise
    finally:
        for left in fresh.values():
            left.unlink(missing_ok=True)
