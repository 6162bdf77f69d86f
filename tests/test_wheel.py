"""The engine by itself: the wheel, installed elsewhere, checks and publishes another company's package."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = "Harbour Coffee sold US$3.2 billion in 2023, up 28% on US$2.5 billion a year before.\n"
COLUMNS = {
    "metrics": "metric,label,label_zh,unit,kind,description",
    "definitions": "metric,scope,definition,nature,origin,expected,note",
}


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """A folder with the wheel of this tree and nothing else of it."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = folder / "tree"
    tree.mkdir()
    for name in ("pyproject.toml", "LICENSE"):
        shutil.copy(ROOT / name, tree / name)
    shutil.copytree(ROOT / "claimcheck", tree / "claimcheck", ignore=shutil.ignore_patterns("__pycache__"))
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", folder, tree], check=True, capture_output=True
    )
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", folder / "site", wheel], check=True, capture_output=True)
    return folder / "site"


@pytest.fixture
def package(tmp_path) -> Path:
    """A data package of another company: its own ids, currency and entity, and no table that only this report has."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data" / "schemas", data / "schemas")
    for path in (data / "schemas").glob("*.json"):
        # ids of its own: a word and a letter, as in brew-a-01
        path.write_text(path.read_text(encoding="utf-8").replace("[a-z]+-[0-9]{4}", "[a-z]+-[a-z]"), encoding="utf-8")
    descriptor = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    kept = [r for r in descriptor["resources"] if not r["name"].startswith("claims-")]
    claims = next(r for r in descriptor["resources"] if r["name"].startswith("claims-"))
    kept.append({**claims, "name": "claims-brew-a", "title": "Claims", "path": "claims/brew-a.csv"})
    descriptor |= {"name": "harbour-coffee", "title": "Harbour Coffee", "description": "One post.", "resources": kept}
    (data / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (data / "claims").mkdir()
    rows = {
        "metrics.csv": [
            {
                "metric": "sales",
                "label": "sales",
                "label_zh": "销售额",
                "unit": "USD",
                "kind": "money",
                "description": "Sales.",
            },
            {
                "metric": "sales_yoy",
                "label": "growth",
                "label_zh": "增长",
                "unit": "percent",
                "kind": "growth",
                "description": "Growth.",
            },
        ],
        "articles.csv": [
            {
                "id": "brew-a",
                "title": "A post",
                "language": "English",
                "script": "Latin",
                "characters": str(len(TEXT)),
                "bytes": str(len(TEXT)),
                "sha256": "0" * 64,
                "about": "A post.",
                "runs": "5",
            }
        ],
        "definitions.csv": [
            {"metric": "sales", "scope": "", "definition": "sales", "expected": "yes"},
            {"metric": "sales_yoy", "scope": "", "definition": "sales", "expected": "yes"},
        ],
        "claims/brew-a.csv": [
            claim(1, "US$3.2 billion", "sales", "3.2", "1e9 USD", "0.1", 2023),
            claim(2, "28%", "sales_yoy", "28", "percent", "1", 2023),
            claim(3, "US$2.5 billion", "sales", "2.5", "1e9 USD", "0.1", 2022),
        ],
        "relations.csv": [
            {
                "id": "brew-a-r01",
                "article": "brew-a",
                "formula": "[brew-a-01] / [brew-a-03] - 1",
                "target": "brew-a-02",
                "unit": "percent",
                "label": "Growth",
                "role": "check",
            }
        ],
    }
    for resource in kept:
        fields = json.loads((data / resource["schema"]).read_text(encoding="utf-8"))["fields"]
        names = [field["name"] for field in fields]
        lines = [",".join(names)]
        lines += [",".join(row.get(name, "") for name in names) for row in rows.get(resource["path"], ())]
        (data / resource["path"]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return data


def claim(number: int, quote: str, metric: str, value: str, unit: str, rounding: str, year: int) -> dict[str, str]:
    start = TEXT.index(quote)
    return {
        "id": f"brew-a-{number:02d}",
        "start": str(start),
        "end": str(start + len(quote)),
        "quote": quote,
        "kind": "figure",
        "entity": "Harbour Coffee",
        "metric": metric,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "value": value,
        "unit": unit,
        "rounding_unit": rounding,
        "damaged": "no",
        "paraphrase": "It is so.",
    }


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """The installed console command, far from this tree and without its folder on the path."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "CLAIMCHECK_DATA", "ARTICLES_DIR")}
    command = [sys.executable, installed / "bin" / "claimcheck", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env={**environment, "PYTHONPATH": str(installed)}
    )


@pytest.mark.slow
def test_the_installed_engine_checks_another_company(installed, package, tmp_path):
    done = run(installed, tmp_path, "check")
    assert done.returncode == 0, done.stderr
    assert "brew-a-r01" in done.stdout and "reproduced" in done.stdout and "3 claims" in done.stdout
    said = json.loads(run(installed, tmp_path, "check", "--json").stdout)
    assert "brew-a-r01" in json.dumps(said)


@pytest.mark.slow
def test_it_publishes_nothing_of_ours(installed, package, tmp_path):
    done = run(installed, tmp_path, "publish", "out")
    assert done.returncode == 0, done.stderr
    names = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert "claims.json" in names and not {"trends.json", "gmv.csv", "lookup.json"} & names
    claims = json.loads((tmp_path / "out" / "claims.json").read_text(encoding="utf-8"))
    assert [c["value"] for c in claims] == ["3200000000", "28", "2500000000"] and claims[0]["unit"] == "USD"
    tables = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "out").glob("*.csv"))
    assert "Kuaishou" not in tables + json.dumps(claims)


@pytest.mark.slow
def test_it_says_its_version_and_brings_its_types(installed, tmp_path):
    assert run(installed, tmp_path, "--version").stdout.split()[-1][0].isdigit()
    files = {path.relative_to(installed / "claimcheck").as_posix() for path in (installed / "claimcheck").rglob("*")}
    assert {"py.typed", "printed/qualifiers.csv", "printed/rounding_rules.csv"} <= files
    assert not (installed / "kuaishou").exists()
