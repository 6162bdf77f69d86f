"""Random damage to a small data package: cells, rows, files, JSON."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from claimcheck.loading import data_dir, examine
from tools.fuzz.subject import Subject

ROWS = 6  # of each table of the package that is damaged


def small_package(folder: Path) -> Path:
    """The data at hand with the first rows of each table."""
    target = folder / "data"
    shutil.copytree(data_dir(), target, ignore=shutil.ignore_patterns("*.csv", "*.md"))
    for table in data_dir().rglob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[: ROWS + 1]
        _write(target / table.relative_to(data_dir()), rows)
    return target


def _write(path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", errors="surrogatepass", newline="")


CELLS = [
    *(
        "",
        "x",
        "0",
        "-1",
        "1e99 CNY",
        "9" * 5000,
        "2021-13-40",
        "2020-01-01",
        "http://[::1",
        "[a] / 0",
        "hand",
        "超",
        "\ufeff",
        '"',
        "\n",
    ),
    *(
        "1" * 50,
        "3812億元",
        "unparsable relation:x found_in_text",
        "gravity-2021-01",
        "gravity-2021-01=refuted",
        "percent",
        "points",
        "date",
    ),
    *(
        "truth",
        "text",
        "{claim}",
        "{{}}",
        "(((",
        "1 234",
        "不",
        "下降",
        "\x00",
        "abs(0)",
        "[gravity-2021-15] ** 1000",
        "(1e30 ** 1000) ** 1000",
    ),
]
BASE: list[Path] = []  # the package that is damaged, set before the first case
VALUES: list[Any] = [None, [], {}, "", 0, "x", "../x.csv", ["x"], {"name": "x"}, "(", "[", "number", True, -1]


def _damage(source: random.Random) -> list[tuple[float, float, float, float, str]]:
    return [
        (source.random(), source.random(), source.random(), source.random(), source.choice(CELLS))
        for _ in range(source.randrange(1, 4))
    ]


def _examine(damages: list[tuple[float, float, float, float, str]]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        shutil.copytree(BASE[0], root)
        for damage in damages:
            _apply(root, damage)
        started = time.process_time()
        examine(root, Path(folder) / "no-texts")
        return time.process_time() - started


def _apply(root: Path, damage: tuple[float, float, float, float, str]) -> None:
    kind, which, row, column, cell = damage
    files = sorted(path for path in root.rglob("*") if path.is_file())
    if not files:
        return
    if kind < 0.6:
        tables = [path for path in files if path.suffix == ".csv"] or files
        path = tables[int(which * len(tables))]
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8", errors="replace"), newline="")))
        if rows:
            cells = rows[int(row * len(rows))]
            if kind < 0.5 and cells:
                cells[int(column * len(cells))] = cell
            elif kind < 0.55:
                rows.append(list(cells))
            else:
                cells.append(cell)
        _write(path, rows)
        return
    path = files[int(which * len(files))]
    if kind < 0.85 and path.suffix == ".json":
        _write_json(path, row, column)
    elif kind < 0.9:
        path.unlink()
    elif kind < 0.95:
        path.write_bytes(path.read_bytes()[: int(row * path.stat().st_size)] + cell.encode("utf-8", "surrogatepass"))
    else:
        data = bytearray(path.read_bytes() or b" ")
        data[int(row * len(data))] = int(column * 256)
        path.write_bytes(data)


def _write_json(path: Path, row: float, column: float) -> None:
    """One value of the file is another, or gone."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except ValueError:
        return
    places: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        for key in list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
            places.append((node, key))
            walk(node[key])

    walk(content)
    if places:
        node, key = places[int(row * len(places))]
        at = int(column * (len(VALUES) + 1))
        if at == len(VALUES):
            del node[key]
        else:
            node[key] = VALUES[at]
    path.write_text(json.dumps(content), encoding="utf-8")


SUBJECTS = {"packages": Subject(_damage, _examine)}
