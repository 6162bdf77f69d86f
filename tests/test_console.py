"""The command on consoles of all kinds."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

from claimcheck.__main__ import main
from claimcheck.loading import data_dir

# the console


def test_who_has_read_enough_may_stop():
    pipe = f"{sys.executable} -m claimcheck check | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", pipe], cwd=data_dir().parent, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "") and len(done.stdout.splitlines()) == 1


def test_a_console_without_chinese_shows_escapes():
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "claimcheck", "show", "gravity-2021-15"],
        cwd=data_dir().parent,
        capture_output=True,
        env=env,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"gravity-2021-15: 381.2 billion CNY (3812\\u5104\\u5143)")


def test_the_streams_of_a_caller_are_left_usable(monkeypatch, tiny):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    tiny.write()
    assert main(["check", "--data", str(tiny.root), "--articles", str(tiny.articles)]) == 0
    assert stream.getvalue().endswith("0 faults\n")


def test_read_on_a_console_without_chinese():
    command = [sys.executable, "-m", "claimcheck", "read", "--json"]
    done = subprocess.run(
        command, input="3812億元".encode(), capture_output=True, env={"PYTHONIOENCODING": "ascii"}, check=True
    )
    assert json.loads(done.stdout)["form"] == "3812億元" and done.stderr == b""
