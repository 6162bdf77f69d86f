"""The Chromium that prints the PDF and that the tests open pages in: where it is, and how it is started."""

from __future__ import annotations

import shutil

# As root a Chromium needs --no-sandbox; without the other flags it asks hosts of its own.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = "no Chromium found (Debian: apt-get install chromium)"
NOT_STARTED = "Playwright, which drives the Chromium, does not start (Debian: apt-get install libatomic1)"


def chromium() -> str | None:
    """The path of a Chromium, None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")
