"""python -m claimcheck check | show <claim> | read | publish <folder> | new, draft, accept, suggest <article>

Exit status: 0 if the tables are sound, 1 if they have faults, 2 if the command cannot be understood or carried out.
A figure that is not reproduced is a finding, not a fault; nor is a printed form that `read` cannot read.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Any

from claimcheck.drafting import commands as drafting
from claimcheck.evidence.gaps import gaps
from claimcheck.evidence.telling import by_hand, claim_lines, relation_line, summary_lines
from claimcheck.loading import data_dir, examine, load, reread
from claimcheck.printed import dates
from claimcheck.printed.figures import Figure, FigureError, parse
from claimcheck.printed.interval import format_interval
from claimcheck.printed.rounding import DEFAULT_RULE, rule_names
from claimcheck.publish import PublishError, decimal_text, ends, is_closed, publish, relation_item
from claimcheck.register.faults import Fault, FaultError
from claimcheck.register.package import frictionless_faults
from claimcheck.register.record import Register
from claimcheck.register.spreading import SpreadError, cluster, processes

WRITTEN_AT_ONCE = 10_000  # pieces of JSON, each a key, a value or a sign


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console without Chinese shows escapes
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except FaultError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # whoever reads has had enough (check | head -1); what is left goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def version() -> str:
    """The version that is installed; of a source tree that is not, the one that its pyproject.toml names."""
    try:
        return metadata.version("claimcheck")
    except metadata.PackageNotFoundError:
        project = Path(__file__).resolve().parents[1] / "pyproject.toml"
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="claimcheck", description="Check the figures that press articles print.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {version()}")
    commands = parser.add_subparsers(required=True, metavar="command")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", type=Path, default=data_dir(), help="the data package (default: %(default)s)")
    shared.add_argument("--articles", type=Path, help="the folder of the articles' texts (default: $ARTICLES_DIR)")
    reading = argparse.ArgumentParser(add_help=False)
    reading.add_argument(
        "--rule", choices=rule_names(), default=DEFAULT_RULE, metavar="RULE", help="rounding rule: %(choices)s"
    )
    reading.add_argument("--json", action="store_true", help="write JSON")
    check = commands.add_parser("check", parents=[shared, reading], help="print verdicts and faults")
    check.add_argument("--coarse", action="store_true", help="read the zeros of round figures as no digits")
    check.add_argument("--brief", action="store_true", help="leave out the line of each recomputation")
    where = check.add_mutually_exclusive_group()
    where.add_argument(
        "--jobs", type=int, choices=range(1, 257), default=1, metavar="N", help="check relations in N processes"
    )
    where.add_argument("--scheduler", metavar="ADDRESS", help="check relations on the workers of a Dask scheduler")
    check.set_defaults(run=_check)
    read = commands.add_parser("read", parents=[reading], help="read printed figures, one a line, from standard input")
    read.add_argument(
        "--year", type=int, choices=range(1, 10000), metavar="YEAR", help="the year of dates that name none"
    )
    read.add_argument(
        "--month", type=int, choices=range(1, 13), metavar="MONTH", help="the month of days that name none"
    )
    read.set_defaults(run=_read)
    show = commands.add_parser("show", parents=[shared], help="print a claim with its working")
    show.add_argument("claim")
    show.set_defaults(run=_show)
    write = commands.add_parser("publish", parents=[shared], help="write the published interface")
    write.add_argument("folder", type=Path)
    write.set_defaults(run=_publish)
    drafting.add(commands, shared)
    return parser


def _json(item: dict[str, Any]) -> str:
    """JSON on one line, for the console there is."""
    return _escaped(_encoder().encode(item))


def _print_json(item: dict[str, Any]) -> None:
    """The same on many lines, written as it is made: the text is larger than the register that it is of."""
    parts = _encoder(indent=2).iterencode(item)
    while text := "".join(islice(parts, WRITTEN_AT_ONCE)):
        sys.stdout.write(_escaped(text))
    sys.stdout.write("\n")


def _encoder(indent: int | None = None) -> json.JSONEncoder:
    """With escapes where the console has no Chinese."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    return json.JSONEncoder(ensure_ascii=encoding != "utf8", indent=indent)


def _escaped(text: str) -> str:
    return re.sub("[\x85\u2028\u2029]", lambda match: f"\\u{ord(match.group()):04x}", text)  # each may end a line


# check


@contextmanager
def _all_kept() -> Iterator[None]:
    """Without the search for what could be given back: it takes a tenth of a check, and finds nothing until the end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _check(options: argparse.Namespace) -> int:
    with _all_kept():
        return _checked(options)


def _checked(options: argparse.Namespace) -> int:
    try:
        with processes(options.jobs) if options.scheduler is None else cluster(options.scheduler) as spread:
            register, faults = examine(options.data, options.articles, spread)
    except SpreadError as error:
        print(error, file=sys.stderr)
        return 2
    faults = (*faults, *frictionless_faults(options.data, faults))
    if faults and not options.json:
        raise FaultError(faults)
    if not faults and (options.rule, options.coarse) != (register.rule, register.coarse):
        register = reread(register, options.rule, options.coarse)
    if options.json:
        _print_json(check_item(register, faults))
        return 1 if faults else 0
    if not options.brief:
        for relation in register.relations.values():
            print(relation_line(relation))
        print()
    for line in summary_lines(register):
        print(line)
    for gap in gaps(register):
        print(f"may be forgotten: {gap.text}")
    print("0 faults")
    return 0


def check_item(register: Register, faults: tuple[Fault, ...]) -> dict[str, Any]:
    """What `check` says, as JSON; no verdicts where the tables have faults."""
    sound = not faults
    return {
        "rule": register.rule,
        "coarse": register.coarse,
        "faults": [asdict(fault) for fault in sorted(set(faults))],
        "relations": [
            {**relation_item(r, register), "message": r.verdict.message if r.verdict else r.result_text}
            for r in (register.relations.values() if sound else ())
        ],
        "claims": {i: register.verdict_of(i).code for i in (register.claims if sound else ())},
        "read_by_hand": by_hand(register),
        "gaps": [asdict(gap) for gap in gaps(register)] if sound else [],
    }


# show


def _show(options: argparse.Namespace) -> int:
    register = load(options.data, options.articles)
    if options.claim not in register.claims:
        example = next((f", as in {claim_id}" for claim_id in register.claims), "")
        print(f"there is no claim {options.claim!r}; ids are an article and a number{example}", file=sys.stderr)
        return 2
    for line in claim_lines(register, register.claims[options.claim]):
        print(line)
    return 0


# read


def _read(options: argparse.Namespace) -> int:
    for line in getattr(sys.stdin, "buffer", sys.stdin):
        text = line.decode("utf-8", errors="replace") if isinstance(line, bytes) else line
        form = text.removesuffix("\n").removesuffix("\r")
        found: Figure | FigureError
        try:
            found = parse(form, options.rule, options.year, options.month)
        except FigureError as error:
            found = error
        print(_json(read_item(form, found)) if options.json else read_line(form, found))
    return 0


def read_item(form: str, found: Figure | FigureError) -> dict[str, Any]:
    """A printed form and what it reads as; decimal strings in base units, as in claims.json. `why` where it may not be read."""
    if isinstance(found, FigureError):
        nothing = dict.fromkeys(("value", "unit", "lower", "upper"))
        return {
            "form": form,
            **nothing,
            "lower_closed": False,
            "upper_closed": False,
            "rest": found.rest,
            "why": str(found),
        }
    lower, upper = ends(found.interval, found.unit)
    value = found.digits if found.unit == "date" else None if found.value is None else decimal_text(found.value)
    return {
        "form": form,
        "value": value,
        "unit": found.unit,
        "lower": lower,
        "upper": upper,
        "lower_closed": is_closed(found.interval, "lower"),
        "upper_closed": is_closed(found.interval, "upper"),
        "rest": "",
    }


def read_line(form: str, found: Figure | FigureError) -> str:
    """The same on one line."""
    form = "".join(c if c.isprintable() else repr(c)[1:-1] for c in form)
    if isinstance(found, FigureError):
        return f"{form}: not read: {found}"
    if found.unit == "date":
        return f"{form}: {found.digits} date in {dates.format_span(found.interval)}"
    value = "a range" if found.value is None else decimal_text(found.value)
    return f"{form}: {value} {found.unit or 'without a unit'} in {format_interval(found.interval)}"


# publish


def _publish(options: argparse.Namespace) -> int:
    return reported(lambda: publish(options.folder, options.data, options.articles), options.folder)


def reported(work: Callable[[], Register], folder: Path | str) -> int:
    """Publish, and say what was published or why nothing was; the exit status."""
    try:
        register = work()
    except FaultError as error:
        print(error, file=sys.stderr)
        return 1
    except PublishError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{len(register.claims)} claims and {len(register.relations)} relations published in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
