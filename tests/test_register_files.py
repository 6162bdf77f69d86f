"""Malformed files: each is a fault, and all come at once."""

from __future__ import annotations

import pytest
from register_cases import (
    CONFLICTS,
    EXCLUSIONS,
    OTHER,
    RELATIONS,
    ROW_CASES,
    TINY,
    faults_of,
)

from claimcheck import loading as registers
from claimcheck.loading import load
from claimcheck.register.faults import Fault, FaultError


def lines_of(package, file):
    return (package.root / file).read_text(encoding="utf-8").split("\n")


def put(package, file, lines):
    (package.root / file).write_text("\n".join(lines), encoding="utf-8")


def test_a_missing_column_is_one_fault_and_no_trail(tiny):
    tiny.write()
    head, *rows = lines_of(tiny, "claims/tiny-2020.csv")
    put(tiny, "claims/tiny-2020.csv", [head.replace("quote,", ""), *rows])
    assert faults_of(tiny) == (Fault("missing-column", TINY, 1, "quote", "no such column", "column 'quote'"),)


def test_an_extra_column_is_a_fault(tiny):
    tiny.write()
    put(tiny, "relations.csv", [line + ",x" for line in lines_of(tiny, "relations.csv") if line])
    assert faults_of(tiny) == (Fault("extra-column", RELATIONS, 1, "x", "column 'x'", "only columns of the schema"),)


def test_a_column_named_twice_is_a_fault(tiny):
    tiny.write()
    head, *rows = lines_of(tiny, "exclusions.csv")
    put(tiny, "exclusions.csv", [head + ",note", *(row + "," for row in rows if row)])
    assert faults_of(tiny) == (
        Fault("duplicate-column", EXCLUSIONS, 1, "note", "column 'note' twice", "each column once"),
    )


def test_swapped_columns_are_a_fault(tiny):
    tiny.write()
    head, *rows = lines_of(tiny, "claims/other-2021.csv")
    put(tiny, "claims/other-2021.csv", [head.replace("start,end", "end,start"), *rows])
    assert faults_of(tiny) == (Fault("column-order", OTHER, 1, "end", "column 'end'", "column 'start' here"),)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault("empty-file", OTHER, None, None, "an empty file", "a header and rows")),
        (b"\n\n", Fault("empty-file", OTHER, None, None, "an empty file", "a header and rows")),
        ("id\n億".encode("gbk"), Fault("wrong-encoding", OTHER, 2, None, "byte 0x83", "UTF-8 text")),
        ("\ufeffid".encode(), Fault("wrong-encoding", OTHER, 1, None, "a byte order mark", "UTF-8 without one")),
        (b"id,a\r\n", Fault("wrong-newline", OTHER, 1, None, "a carriage return", "lines ended by LF")),
        (b'id,"a\n', Fault("bad-csv", OTHER, 1, None, "'unexpected end of data'", "RFC 4180 CSV")),
        (None, Fault("missing-file", OTHER, None, None, "no such file", "a table")),
    ],
)
def test_a_file_that_cannot_be_read_is_one_fault(tiny, content, fault):
    tiny.write()
    path = tiny.root / "claims/other-2021.csv"
    path.unlink() if content is None else path.write_bytes(content)
    assert faults_of(tiny) == (fault,)


def test_a_short_row_is_a_fault(tiny):
    tiny.write()
    with (tiny.root / "exclusions.csv").open("a", encoding="utf-8") as handle:
        handle.write("x-tiny-2020-003,tiny-2020\n")
    assert Fault("cell-count", EXCLUSIONS, 4, None, "2 cells", "7 cells") in faults_of(tiny)


def test_a_table_that_is_not_listed_is_a_fault(tiny):
    tiny.write()
    (tiny.root / "claims/third-2024.csv").write_text("id\n", encoding="utf-8")
    assert faults_of(tiny) == (
        Fault("undeclared-file", "data/claims/third-2024.csv", None, None, "a table", "its name in datapackage.json"),
    )


def test_an_article_without_claims_table_is_a_fault(tiny):
    del tiny.tables["claims/other-2021.csv"]
    tiny.tables["relations.csv"].pop()
    tiny.row("conflicts.csv", 2)["claims"] = "tiny-2020-01"
    tiny.write()
    assert faults_of(tiny) == (
        Fault(
            "missing-table",
            "data/datapackage.json",
            None,
            None,
            "no such resource",
            "a table of the claims of other-2021",
        ),
    )


def test_a_text_that_should_be_there_and_is_not_is_a_fault(tiny):
    tiny.write()
    (tiny.articles / "other-2021.txt").unlink()
    assert faults_of(tiny) == (
        Fault("missing-text", "data/articles.csv", 3, "id", "no such text", "other-2021.txt in the folder of texts"),
    )


def test_an_id_that_is_too_long_for_the_name_of_a_file_has_no_text(tiny):
    tiny.row("articles.csv", 3)["id"] = f"{'o' * 400}-2021"
    tiny.write()
    assert {"missing-text", "missing-table"} <= {fault.code for fault in faults_of(tiny)}


@pytest.mark.parametrize(("content", "code"), [(None, "missing-file"), (b"{", "bad-json"), (b"\xff", "bad-json")])
def test_a_descriptor_that_cannot_be_read_is_a_fault(tiny, content, code):
    tiny.write()
    path = tiny.root / "datapackage.json"
    path.unlink() if content is None else path.write_bytes(content)
    faults = faults_of(tiny)
    assert faults[-1].code in (code, "undeclared-file")
    assert code in {fault.code for fault in faults}


def test_all_faults_come_at_once_and_sorted(tiny):
    for kind in (
        "unknown unit",
        "qualifier left out",
        "reversed period",
        "zero division",
        "conflict of no claim",
        "exclusion of other text",
    ):
        change, _ = ROW_CASES[kind]
        change(tiny)
    tiny.row("claims/tiny-2020.csv", 4)["period_end"] = "2019-12-31"
    tiny.row("claims/tiny-2020.csv", 5)["period_end"] = "2018-12-31"
    tiny.write()
    found = faults_of(tiny)
    assert [(f.code, f.file, f.row) for f in found] == [
        ("unknown-unit", TINY, 4),
        ("period-reversed", TINY, 5),
        ("qualifier-differs", TINY, 7),
        ("unknown-claim", CONFLICTS, 2),
        ("text-differs", EXCLUSIONS, 2),
        ("zero-division", RELATIONS, 4),
    ]
    with pytest.raises(FaultError) as raised:
        load(tiny.root, tiny.articles)
    assert str(raised.value).splitlines() == ["6 faults in the tables", *map(str, found)]


def test_a_fault_is_one_line():
    fault = Fault("unknown-unit", TINY, 18, "unit", "'亿'", "one of CNY, percent")
    assert str(fault) == "data/claims/tiny-2020.csv:18:unit: found '亿', expected one of CNY, percent [unknown-unit]"
    missing = Fault("missing-file", TINY, None, None, "no such file", "a table")
    assert str(missing) == f"{TINY}: found no such file, expected a table [missing-file]"


def test_the_data_package_may_lie_elsewhere(tiny, monkeypatch):
    tiny.write()
    monkeypatch.setenv("CLAIMCHECK_DATA", str(tiny.root))
    assert registers.data_dir() == tiny.root
    assert set(load(articles=tiny.articles).articles) == {"tiny-2020", "other-2021"}
