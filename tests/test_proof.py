"""Planted errors: the run is what it says it is, and the table that is kept is what a rerun gives."""

from __future__ import annotations

import random
from fractions import Fraction as F

import pytest

from claimcheck.formulas import verdicts
from claimcheck.pages.proof import Outcomes
from claimcheck.printed.figures import parse
from claimcheck.register import checks_relations
from tools.proof import __main__ as proof
from tools.proof import package
from tools.proof.errors import ERRORS
from tools.proof.methods import is_exact, is_hidden, is_near, unit_of, value_of
from tools.proof.sets import KINDS, Figures, Printed, consistent


def printed(text: str) -> Printed:
    """word digits tail, parted by spaces; the word may be left out."""
    parts = text.split()
    return Printed(*parts) if len(parts) == 3 else Printed("", *parts)


def figures(kind: str, *texts: str) -> Figures:
    return Figures(KINDS[kind], {}, dict(zip(KINDS[kind].roles, map(printed, texts))))


# (kind, figures, hidden, prints the same, within 1%, said by the engine), worked by hand
CASES = [
    # 3811.5/596.5 - 1 = 538.98% and 3812.5/595.5 - 1 = 540.22%; from the digits 539.60%
    ("growth", ("596 亿元", "3812 亿元", "增长 539.5 %"), True, False, True, "sound"),
    ("growth", ("596 亿元", "3812 亿元", "增长 539.6 %"), True, True, True, "sound"),
    ("growth", ("596 亿元", "3812 亿元", "增长 549.5 %"), False, False, False, "found"),
    # 3800 may be 3850: up to 546.5%
    ("growth", ("596 亿元", "3800 亿元", "增长 545.5 %"), True, False, False, "open"),
    ("growth", ("596 亿元", "3800.0 亿元", "增长 545.5 %"), False, False, False, "found"),
    ("growth", ("596 亿元", "3800 亿元", "增长 549.5 %"), False, False, False, "found"),
    ("growth", ("100.0 亿元", "90.0 亿元", "下降 10.0 %"), True, True, True, "sound"),
    ("growth", ("100.0 亿元", "90.0 亿元", "增长 10.0 %"), False, False, False, "found"),
    ("grown", ("10.0 亿元", "25.0 亿元", "增长 1.5 倍"), True, True, True, "sound"),
    ("grown", ("10.0 亿元", "25.0 亿元", "1.5 倍"), False, False, False, "found"),
    ("grown", ("10.0 亿元", "20.0 亿元", "增长 1.0 倍"), True, True, True, "sound"),
    ("multiple", ("10.0 亿元", "25.0 亿元", "增长 2.5 倍"), False, False, False, "found"),
    ("difference", ("25.2 %", "30.5 %", "提升 5.3 个百分点"), True, True, True, "sound"),
    ("difference", ("25.2 %", "30.5 %", "提升 5.3 %"), False, True, True, "found"),
    ("difference", ("30.5 %", "25.2 %", "下降 5.3 个百分点"), True, True, True, "sound"),
    ("above", ("2000 亿元", "2312 亿元", "超 4000 亿元"), True, True, True, "sound"),
    ("above", ("2001 亿元", "1901 亿元", "超 4000 亿元"), False, False, False, "found"),
    ("above", ("2001 亿元", "2312 亿元", "4000 亿元"), False, False, False, "found"),
    ("above", ("2001 亿元", "2012 亿元", "4000 亿元"), True, False, True, "open"),
    ("share", ("37 亿元", "3812 亿元", "0.97 %"), True, True, True, "sound"),
    ("share", ("37 万元", "3812 亿元", "0.97 %"), False, False, False, "found"),
    ("product", ("3812 亿元", "0.97 %", "37 亿元"), True, True, True, "sound"),
    ("sum", ("1.1 亿元", "1.2 亿元", "1.3 亿元", "1.4 亿元", "5.2 亿元"), True, False, False, "sound"),
    ("sum", ("1.1 亿元", "1.2 亿元", "1.3 亿元", "1.4 亿元", "5.3 亿元"), False, False, False, "found"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {' '.join(case[1])}")
def test_a_set_worked_by_hand(case):
    kind, texts, hidden, exact, near, _ = case
    found = figures(kind, *texts)
    assert (is_hidden(found), is_exact(found), is_near(found)) == (hidden, exact, near)


def test_the_engine_says_what_was_worked_by_hand():
    assert package.judged([figures(kind, *texts) for kind, texts, *_ in CASES]) == [case[-1] for case in CASES]


def test_a_row_that_the_engine_refuses_ends_the_run():
    """Not every fault is a finding: one in how the sets are written down must not count as an error found."""
    with pytest.raises(ValueError, match="does not take"):
        package.judged([figures("share", "0 亿元", "0 亿元", "0.97 %")])


@pytest.mark.parametrize(
    ("text", "value", "fine", "coarse"),
    [
        ("3800 亿元", F(3800 * 10**8), F(10**8), F(10**10)),
        ("4000 万元", F(4000 * 10**4), F(10**4), F(10**6)),
        ("40 亿元", F(40 * 10**8), F(10**8), F(10**8)),
        ("3800.0 亿元", F(3800 * 10**8), F(10**7), F(10**7)),
        ("0.97 %", F(97, 10000), F(1, 10000), F(1, 10000)),
        ("下降 3.2 %", F(-32, 1000), F(1, 1000), F(1, 1000)),
        ("增长 1.5 倍", F(5, 2), F(1, 10), F(1, 10)),
        ("提升 5 个百分点", F(1, 20), F(1, 100), F(1, 100)),
    ],
)
def test_what_a_figure_can_be(text, value, fine, coarse):
    figure = printed(text)
    assert (value_of(figure), unit_of(figure, True), unit_of(figure, False)) == (value, fine, coarse)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.name)
def test_an_error_changes_one_figure_and_is_of_its_kind(error):
    for n in range(20):
        source, again = (random.Random(n) for _ in range(2))
        kind = error.kinds[n % len(error.kinds)]
        before, wrong = consistent(source, kind), None
        assert consistent(again, kind) == before
        wrong = error.plant(source, before)
        if wrong is None:
            continue
        (role,) = [role for role in before.printed if before.printed[role] != wrong.printed[role]]
        old, new = before.printed[role], wrong.printed[role]
        assert old.text != new.text
        if error.name in ("digit slip", "two digits swapped"):
            off = [n for n, pair in enumerate(zip(old.digits, new.digits, strict=True)) if len(set(pair)) == 2]
            assert len(off) == (1 if error.name == "digit slip" else 2)
            assert error.name == "digit slip" or sorted(old.digits) == sorted(new.digits)
        elif error.name in ("rounded twice", "truncated"):
            apart = abs(value_of(new) - value_of(old))
            assert apart == unit_of(new, True) and role == before.kind.target


def test_a_consistent_set_is_hidden_by_the_numbers_it_was_printed_from():
    """The outside judge agrees that nothing is wrong with what is printed from one set of numbers."""
    for name in KINDS:
        for n in range(20):
            for is_round in (False, True):
                assert is_hidden(consistent(random.Random(f"{name} {n}"), name, is_round))


def test_a_small_run_finds_all_that_can_be_found_and_accuses_nothing(capsys):
    assert proof.main(["--sets", "8", "--seed", "5"]) == 0
    out = capsys.readouterr().out
    assert len(out.splitlines()) == len(ERRORS) + 3 and "WRONG" not in out


def test_an_engine_that_accuses_round_levels_fails_the_run(monkeypatch, capsys):
    monkeypatch.setattr(verdicts, "if_round", lambda found, *_: found)
    assert proof.main(["--sets", "8"]) == 1
    assert "no error, levels of two digits" in [
        line[:34].strip() for line in capsys.readouterr().out.splitlines() if "WRONG" in line
    ]


def test_an_engine_that_is_blind_to_points_fails_the_run(monkeypatch, capsys):
    monkeypatch.setattr(checks_relations, "points_fault", lambda *_: None)
    assert proof.main(["--sets", "8"]) == 1
    wrong = [line for line in capsys.readouterr().out.splitlines() if "WRONG" in line]
    assert [line.split()[0] for line in wrong] == ["个百分点"]


@pytest.mark.slow
def test_the_kept_table_is_what_a_rerun_gives():
    assert proof.as_csv(proof.run()) == proof.KEPT.read_text(encoding="utf-8")


def test_the_page_counts_what_the_table_has():
    kept = Outcomes()
    rows = {row[0]: row for row in kept.table().rows}
    assert list(rows) == [*proof.SOUND, *(error.name for error in ERRORS)]
    assert kept.accused("engine") == "0%" and kept.found("engine") == "100%"
    assert all(rows[error.name][3] == "100%" for error in ERRORS)
    assert (
        kept.n_wrong
        == f"{sum(int(row[1].replace(',', '')) for name, row in rows.items() if name not in proof.SOUND):,}"
    )


def test_what_none_and_all_leave_open():
    """None of n: the limit p solves (1 - p)^n = 1 - level, which "the rule of three" puts near 3 / n."""
    kept = Outcomes()
    for n, limit in ((kept.n_sound, kept.accused_at_most), (kept.n_shown, kept.missed_at_most)):
        n, limit = int(n.replace(",", "")), float(limit.rstrip("%")) / 100
        assert (1 - limit) ** n < 0.05 < (1 - limit + 0.0001) ** n and limit < 3.3 / n
    fewest = min(o.sets - o.hidden for o in kept.wrong)
    worst = float(kept.missed_of_one_kind.rstrip("%")) / 100
    assert (1 - worst) ** fewest < 0.05 < (1 - worst + 0.001) ** fewest
    assert worst > 10 * float(kept.missed_at_most.rstrip("%")) / 100, "a pool of kinds says little of one"


def test_a_share_is_none_or_all_only_where_it_is(tmp_path):
    (tmp_path / "chapters").mkdir()
    head = "error,sets,hidden,engine,exact,tolerance,open,accused_hidden"
    rows = ["no error,1000,0,0,1,999,0,0", "slip,1000,500,500,499,250,100,0"]
    (tmp_path / "chapters" / "proof.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    kept = Outcomes(tmp_path)
    assert [kept.accused(m) for m in ("engine", "exact", "tolerance")] == ["0%", "under 1%", "over 99%"]
    assert [kept.found(m) for m in ("engine", "exact", "tolerance")] == ["100%", "over 99%", "50%"]
    assert (kept.hidden, kept.open_hidden, kept.open_sound) == ("50%", "20%", "0%")
    rows += ["swap,1000,3,997,997,997,0,0", "twice,1000,820,180,180,180,0,0"]
    (tmp_path / "chapters" / "proof.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    kept = Outcomes(tmp_path)
    assert (kept.hidden_least, kept.hidden_most) == ("under 1%", "82%"), "of each kind by itself"


@pytest.mark.parametrize(
    ("text", "digits"),
    [("增长1.0倍", "2.0"), ("增长13.80倍", "14.80"), ("增长1.5倍", "2.5"), ("增长两倍", "3"), ("增长一倍半", "2.5")],
)
def test_what_grew_by_a_multiple_keeps_its_decimals(text, digits):
    """Found by planted errors: 增长1.0倍 was read as 2 with a rounding unit of 0.1, finer than its digits."""
    assert parse(text).digits == digits
