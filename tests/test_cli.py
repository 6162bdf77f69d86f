"""The command line: what it prints, and its exit status."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from register_cases import ROW_CASES
from tiny_package import TinyPackage

from claimcheck import __main__
from claimcheck.__main__ import main
from claimcheck.loading import data_dir
from claimcheck.register.package import frictionless_faults

DATA = data_dir()


def run(capsys, package, *arguments) -> tuple[int, str, str]:
    """Exit status, output and errors of a command over a package."""
    status = main([arguments[0], *arguments[1:], "--data", str(package.root), "--articles", str(package.articles)])
    out, err = capsys.readouterr()
    return status, out, err


def test_check_prints_verdicts_and_ends_well_though_figures_fail(tiny, capsys):
    tiny.row("claims/other-2021.csv", 2)["rounding_unit"] = "0"
    tiny.row("claims/tiny-2020.csv", 2)["coarse_unit"] = "1"
    status, out, err = run(capsys, tiny.write(), "check")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == (
        "tiny-2020-r01 (label of tiny-2020-r01): reproduced: printed 50% in [49.5, 50.5], "
        "recomputed 50% in (48.44, 51.58) percent"
    )
    assert "tiny-2020-r06 (label of tiny-2020-r06): computed: [10, 10] days" in lines
    assert any(line.startswith("cross-r01 (label of cross-r01): not_reproduced: ") for line in lines)
    assert [line for line in lines if not line.startswith("may be forgotten: ")][-6:] == [
        "12 claims: 1 not_reproduced, 3 reproduced, 8 not_computable",
        "8 relations, 7 with a verdict: 1 not_reproduced, 1 undetermined, 5 reproduced",
        "figures of claims: 12, 0 of them compared with their printed form by hand",
        "figures reported elsewhere: 1, 0 of them compared with their printed form by hand, 0 corrected",
        "2 of 2 article texts read; quotes checked",
        "0 faults",
    ]
    assert run(capsys, tiny, "check", "--brief")[1].splitlines() == lines[lines.index("") + 1 :]


def test_check_says_when_the_quotes_could_not_be_checked(tiny, capsys, monkeypatch):
    monkeypatch.delenv("ARTICLES_DIR", raising=False)
    tiny.write()
    assert main(["check", "--data", str(tiny.root)]) == 0
    assert "article texts not found (ARTICLES_DIR): quotes not checked" in capsys.readouterr().out


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    """A sound package, as Frictionless says too."""
    package = TinyPackage(tmp_path_factory.mktemp("sound")).write()
    assert frictionless_faults(package.root) == []
    return package.root


@pytest.fixture
def changed_tables_only(sound, tmp_path, monkeypatch):
    """Frictionless reads the tables that differ from a sound package's: it takes nine tenths of a test on the others."""

    def faults(root: Path, known=()):
        changed = tmp_path / "changed" / root.name  # faults name the folder
        shutil.copytree(root, changed)
        descriptor = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
        same = [
            r for r in descriptor["resources"] if (root / r["path"]).read_bytes() == (sound / r["path"]).read_bytes()
        ]
        descriptor["resources"] = [r for r in descriptor["resources"] if r not in same]
        (changed / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
        for path in (changed / "schemas").glob("*.json"):
            schema = json.loads(path.read_text(encoding="utf-8"))
            path.write_text(json.dumps(schema | {"foreignKeys": []}), encoding="utf-8")
        return frictionless_faults(changed, known) if descriptor["resources"] else []

    monkeypatch.setattr(__main__, "frictionless_faults", faults)


@pytest.mark.usefixtures("changed_tables_only")
@pytest.mark.parametrize("kind", ROW_CASES)
def test_each_kind_of_fault_is_one_line_and_a_failure(tiny, capsys, kind):
    change, _ = ROW_CASES[kind]
    change(tiny)
    status, out, err = run(capsys, tiny.write(), "check")
    assert (status, out) == (1, "")
    lines = err.splitlines()
    assert lines[0] == "1 fault in the tables"
    assert len(lines) == 2


def test_all_faults_are_printed_at_once(tiny, capsys):
    for kind in ("unknown unit", "reversed period", "name that is not listed"):
        ROW_CASES[kind][0](tiny)
    tiny.row("claims/tiny-2020.csv", 4)["period_end"] = "2019-12-31"
    tiny.row("claims/tiny-2020.csv", 5)["period_end"] = "2018-12-31"
    status, _, err = run(capsys, tiny.write(), "check")
    assert status == 1
    assert [line.rpartition(" ")[2] for line in err.splitlines()[1:]] == [
        "[unknown-unit]",
        "[period-reversed]",
        "[name-not-found]",
    ]


def test_check_of_no_package_is_one_fault(tmp_path, capsys):
    assert main(["check", "--data", str(tmp_path / "nothing")]) == 1
    assert capsys.readouterr().err.splitlines()[1:] == [
        "nothing/datapackage.json: found no such file, expected a JSON file [missing-file]"
    ]


def test_show_prints_a_claim_with_its_working(tiny, capsys):
    status, out, err = run(capsys, tiny.write(), "show", "tiny-2020-01")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "tiny-2020-01: 12 billion CNY (達120億元)"
    for beginning in (
        "  printed: '達120億元' at 8 to 14",
        "  interval: [119.5, 120.5] 1e8 CNY",
        "  period: 2020-01-01 to 2020-12-31",
        "  arithmetic: ",
        "  recomputed by tiny-2020-r02 (",
        "  used by tiny-2020-r01 (",
        "    [tiny-2020-01] / [tiny-2020-03] - 1",
        "  evidence: ",
        "  conflict two-levels: Two levels (settled: no)",
    ):
        assert any(line.startswith(beginning) for line in lines), beginning


def test_show_prints_corrections(tiny, capsys):
    _, out, _ = run(capsys, tiny.write(), "show", "tiny-2020-10")
    assert "  read as: '9.8%'" in out
    assert "  correction c-tiny-2020-01: '9.億8%' read as '9.8%': Split by a stray character." in out


def test_an_unknown_claim_is_one_clear_line(tiny, capsys):
    status, out, err = run(capsys, tiny.write(), "show", "tiny-2020-99")
    assert (status, out) == (2, "")
    assert err == "there is no claim 'tiny-2020-99'; ids are an article and a number, as in tiny-2020-01\n"


def test_publish_writes_and_says_so(tiny, capsys, tmp_path):
    status, out, _ = run(capsys, tiny.write(), "publish", str(tmp_path / "out"))
    assert (status, out) == (0, f"12 claims and 8 relations published in {tmp_path / 'out'}\n")
    assert (tmp_path / "out" / "claims.json").is_file()


def test_publish_of_faulty_tables_fails_and_keeps_what_was_there(tiny, capsys, tmp_path):
    run(capsys, tiny.write(), "publish", str(tmp_path / "out"))
    before = (tmp_path / "out" / "claims.json").read_bytes()
    tiny.row("claims/tiny-2020.csv", 4)["value"] = "81"
    status, _, err = run(capsys, tiny.write(), "publish", str(tmp_path / "out"))
    assert status == 1
    assert err.splitlines()[0] == "1 fault in the tables"
    assert (tmp_path / "out" / "claims.json").read_bytes() == before


def test_publish_refuses_a_folder_that_holds_something_else(tiny, capsys, tmp_path):
    status, _, err = run(capsys, tiny.write(), "publish", str(tmp_path))
    assert status == 2
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["guess"], ["show"], ["publish"]])
def test_a_command_that_cannot_be_understood_is_usage(arguments, capsys):
    with pytest.raises(SystemExit) as raised:
        main(arguments)
    assert raised.value.code == 2
    assert "usage: claimcheck" in capsys.readouterr().err


def test_the_module_runs():
    done = subprocess.run(
        [sys.executable, "-m", "claimcheck", "show", "gravity-2021-15"],
        cwd=DATA.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"} | {name: os.environ[name] for name in ("ARTICLES_DIR",) if name in os.environ},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("gravity-2021-15: 381.2 billion CNY (3812億元)\n")


# reading printed forms


def reading(monkeypatch, capsys, data: bytes, *arguments) -> list[str]:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    assert main(["read", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


def test_read_writes_an_object_a_line(monkeypatch, capsys):
    forms = "3812億元\n超3%以上\n20%~30%\n1.2兆元\n\n2021年Q3\r\n三分之一"
    found = [json.loads(line) for line in reading(monkeypatch, capsys, forms.encode(), "--json")]
    assert found[0] == {
        "form": "3812億元",
        "value": "381200000000",
        "unit": "CNY",
        "lower": "381150000000",
        "upper": "381250000000",
        "lower_closed": True,
        "upper_closed": True,
        "rest": "",
    }
    assert (found[1]["lower"], found[1]["upper"], found[1]["lower_closed"], found[1]["upper_closed"]) == (
        "3",
        None,
        False,
        False,
    )
    assert (found[2]["value"], found[2]["lower"], found[2]["upper"]) == (None, "19.5", "30.5") and "why" not in found[2]
    assert (found[3]["value"], found[3]["unit"], found[3]["rest"]) == (None, None, "兆元") and "10^12" in found[3][
        "why"
    ]
    assert found[4]["form"] == "" and found[4]["why"]
    assert (found[5]["form"], found[5]["value"], found[5]["unit"]) == ("2021年Q3", "2021-07-01/2021-09-30", "date")
    assert (found[5]["lower"], found[5]["upper"]) == ("2021-07-01", "2021-09-30")
    assert found[6]["value"].startswith("0.3333") and found[6]["upper_closed"] and not found[6]["lower_closed"]


def test_read_prints_value_unit_and_interval(monkeypatch, capsys):
    lines = reading(
        monkeypatch,
        capsys,
        "约1.5亿左右\n3成5万\n22日\n0.97%".encode(),
        "--year",
        "2021",
        "--month",
        "7",
        "--rule",
        "truncate",
    )
    assert lines[0] == "约1.5亿左右: 150000000 without a unit in [135000000, 165000000]"
    assert lines[1].startswith("3成5万: not read: ") and "left over: '5万'" in lines[1]
    assert lines[2] == "22日: 2021-07-22 date in [2021-07-22, 2021-07-22]"
    assert lines[3] == "0.97%: 0.97 percent in [0.97, 0.98)"


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"\xff\xfe\x00\x00\n\x80", bytes(range(256)) * 8, b"3" * 100_000, "\ud7ff兆\u2028".encode()]
)
@pytest.mark.parametrize("arguments", [(), ("--json",)])
def test_read_takes_any_bytes(monkeypatch, capsys, data, arguments):
    lines = reading(monkeypatch, capsys, data, *arguments)
    if arguments:
        assert len([json.loads(line) for line in lines]) == len(
            data.splitlines() if b"\r" not in data else data.split(b"\n")
        )


# rounding rules and JSON of check


def test_check_as_json(tiny, capsys):
    status, out, err = run(capsys, tiny.write(), "check", "--json")
    found = json.loads(out)
    assert (status, err, found["faults"], found["rule"], found["coarse"]) == (0, "", [], "nearest", False)
    assert found["relations"][0]["verdict"] == "reproduced" and found["relations"][0]["message"].startswith(
        "reproduced: "
    )
    assert found["claims"]["tiny-2020-02"] == "reproduced" and found["read_by_hand"] == []
    tiny.row("claims/tiny-2020.csv", 5)["value"] = "11"
    status, out, err = run(capsys, tiny.write(), "check", "--json")
    found = json.loads(out)
    assert (status, err, found["relations"]) == (1, "", [])
    assert [(fault["code"], fault["row"], fault["column"]) for fault in found["faults"]] == [
        ("value-differs", 5, "value")
    ]


def test_check_under_another_rule_and_at_coarse_units(tiny, capsys):
    tiny.write()
    plain, truncated, coarse = (
        run(capsys, tiny, "check", *more)[1] for more in ((), ("--rule", "truncate"), ("--coarse",))
    )
    assert "printed 50% in [49.5, 50.5]" in plain and "printed 50% in [50, 51)" in truncated
    assert "recomputed 50% in (43.09, 56.61)" in coarse or plain != coarse
    with pytest.raises(SystemExit):
        main(["check", "--rule", "guess"])
