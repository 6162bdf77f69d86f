"""python -m claimcheck check | show <claim> | publish <folder>

Exit status: 0 if the tables are sound, 1 if they have faults, 2 if the command cannot be understood.
A figure that is not reproduced is a finding, not a fault.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from claimcheck.formulas.verdicts import Arithmetic
from claimcheck.loading import data_dir, examine, load
from claimcheck.publish import PublishError, publish
from claimcheck.register.faults import FaultError
from claimcheck.register.package import frictionless_faults
from claimcheck.register.record import Register
from claimcheck.register.records import Relation
from claimcheck.register.rows import Claim


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except FaultError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="claimcheck", description="Check the figures that press articles print.")
    commands = parser.add_subparsers(required=True, metavar="command")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", type=Path, default=data_dir(), help="the data package (default: %(default)s)")
    shared.add_argument("--articles", type=Path, help="the folder of the articles' texts (default: $ARTICLES_DIR)")
    check = commands.add_parser("check", parents=[shared], help="print verdicts and faults")
    check.set_defaults(run=_check)
    show = commands.add_parser("show", parents=[shared], help="print a claim with its working")
    show.add_argument("claim")
    show.set_defaults(run=_show)
    write = commands.add_parser("publish", parents=[shared], help="write the published interface")
    write.add_argument("folder", type=Path)
    write.set_defaults(run=_publish)
    return parser


# check


def _check(options) -> int:
    register, faults = examine(options.data, options.articles)
    faults = (*faults, *frictionless_faults(options.data, faults))
    if faults:
        raise FaultError(faults)
    for relation in register.relations.values():
        print(relation_line(relation))
    print()
    for line in summary_lines(register):
        print(line)
    return 0


def relation_line(relation: Relation) -> str:
    """Id, verdict and message of a relation, or its result where nothing is printed to compare it with."""
    label = f"{relation.id} ({relation.label})"
    return f"{label}: {relation.verdict.message}" if relation.verdict else f"{label}: computed: {relation.result_text}"


def summary_lines(register: Register) -> Iterator[str]:
    """How many claims, verdicts and relations there are, and what was read."""
    verdicts = Counter(register.verdict_of(claim_id).code for claim_id in register.claims)
    compared = Counter(relation.verdict.code for relation in register.relations.values() if relation.verdict)
    yield f"{len(register.claims)} claims: {_counts(verdicts)}"
    yield f"{len(register.relations)} relations, {sum(compared.values())} with a verdict: {_counts(compared)}"
    read_by = Counter(row.read_by for row in register.reported.values())
    yield (
        f"figures reported elsewhere: {len(register.reported)}, {read_by['hand']} of them compared with their printed form "
        f"by hand, {read_by['corrected']} corrected"
    )
    if register.texts:
        yield f"{len(register.texts)} of {len(register.articles)} article texts read; quotes checked"
    else:
        yield "article texts not found (ARTICLES_DIR): quotes not checked"
    yield "0 faults"


def _counts(counter: Counter) -> str:
    return ", ".join(f"{counter[code]} {code}" for code in Arithmetic if counter[code])


# show


def _show(options) -> int:
    register = load(options.data, options.articles)
    if options.claim not in register.claims:
        print(
            f"there is no claim {options.claim!r}; ids are an article and a number, as in {next(iter(register.claims))}",
            file=sys.stderr,
        )
        return 2
    for line in claim_lines(register, register.claims[options.claim]):
        print(line)
    return 0


def claim_lines(register: Register, claim: Claim) -> Iterator[str]:
    """A claim with its working, a line each."""
    evidence, verdict = register.evidence_of(claim.id), register.verdict_of(claim.id)
    yield f"{claim.id}: {claim.figure_text}"
    yield f"  {claim.paraphrase}"
    yield from _facts(claim)
    yield f"  arithmetic: {verdict.message}"
    for title, found in (("recomputed by", register.targeting(claim.id)), ("used by", register.using(claim.id))):
        for relation in found:
            yield f"  {title} {relation_line(relation)}"
            yield f"    {relation.formula}"
    rests = f" Rests on {', '.join(evidence.rows)}." if evidence.rows else ""
    yield f"  evidence: {evidence.code}: {evidence.reason}{rests}"
    for conflict in register.conflicts.values():
        if claim.id in conflict.claims:
            yield f"  conflict {conflict.id}: {conflict.title} (settled: {conflict.settled})"
    for correction in register.corrections.values():
        if correction.claim == claim.id:
            yield f"  correction {correction.id}: {correction.found!r} read as {correction.read!r}: {correction.reason}"


def _facts(claim: Claim) -> Iterator[str]:
    period = " to ".join(dict.fromkeys(day for day in (claim.period_start, claim.period_end) if day))
    facts = {
        "printed": f"{claim.quote!r} at {claim.start} to {claim.end}",
        "read as": repr(claim.read) if claim.read != claim.quote else "",
        "interval": claim.interval_text,
        "of": f"{claim.entity}, {claim.metric}" + (f" ({claim.scope})" if claim.scope else ""),
        "period": period,
        "from": claim.attribution,
        "note": claim.note,
    }
    return (f"  {name}: {text}" for name, text in facts.items() if text)


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
