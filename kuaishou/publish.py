"""python -m kuaishou.publish <folder>: the published interface of this report, the engine's and what the book adds.

Exit status as of `claimcheck publish`: 0 if all is written, 1 if the tables have faults, 2 if the folder cannot be
published into.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from claimcheck.__main__ import reported
from claimcheck.pages.lookup_script import script
from claimcheck.publish import publish
from claimcheck.register.record import Register
from kuaishou import lookup, published


def extra(register: Register) -> dict[str, Any]:
    """The files that this report publishes beside its tables, by name."""
    found = lookup.published(register)
    # the index as a script too, for pages that are opened as files
    return {**published.extra(register), "lookup.json": found, "lookup.js": script(found)}


def main(folder: str) -> int:
    """Publish into the folder; the exit status."""
    return reported(lambda: publish(Path(folder), extra=extra), folder)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
