"""The fuzz of the readers: the same cases from the same seed, and what goes wrong is told."""

from __future__ import annotations

import time

import pytest

from tools.fuzz import __main__ as command
from tools.fuzz import packages
from tools.fuzz.subject import Subject, run_case, source_of


@pytest.mark.parametrize("name", ["figures", "dates"])
def test_some_thousand_cases_are_read_or_refused(name):
    """A taste of `make fuzz`, which runs for as long as one likes."""
    subject = command.SUBJECTS[name]
    for number in range(2000):
        case, raised, took = run_case(subject, name, 20_211_231, number)
        assert raised is None or isinstance(raised, subject.allowed), (number, case)
        assert took < command.LONGEST, (number, case)


@pytest.mark.parametrize("name", command.SUBJECTS)
def test_a_case_follows_from_seed_and_number(name):
    make = command.SUBJECTS[name].make
    assert make(source_of(name, 1, 7)) == make(source_of(name, 1, 7)) != make(source_of(name, 2, 7))


def test_packages_are_damaged_and_examined(tmp_path):
    packages.BASE[:] = [packages.small_package(tmp_path)]
    took = [run_case(command.SUBJECTS["packages"], "packages", 1, number)[2] for number in range(3)]
    assert all(0 < seconds < 5 for seconds in took)


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (lambda case: 1 / 0, "ZeroDivisionError"),
        (lambda case: 0.6, "0.60 s"),
        (lambda case: time.sleep(60), "no end after 1 s"),
    ],
)
def test_what_goes_wrong_is_told(monkeypatch, capfd, run, told):
    monkeypatch.setitem(command.SUBJECTS, "dates", Subject(lambda source: "x", run))
    monkeypatch.setattr(command, "GIVEN_UP", 1)
    assert command.main(["dates", "--seconds", "2"]) == 1
    out = capfd.readouterr().out
    assert told in out and "wrong; the longest took" in out


def test_an_unknown_subject_is_no_run(capsys):
    with pytest.raises(SystemExit):
        command.main(["songs"])
    assert "unknown subject 'songs'" in capsys.readouterr().err
