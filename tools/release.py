"""Make the archive that a citation can point at: `make release`.

Writes to `dist/` the report as a PDF, and the PDF, the whole site and the sources it was built from, data
included, as `kuaishou-ecommerce-figures-<version>.tar.gz`; and `SHA256SUMS`, which names the archive and every
file in it. Files carry the version's date, so that a release made again is the same.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from claimcheck.citing import styles
from claimcheck.citing.edition import Edition, edition, report
from kuaishou import PDF
from tools import changed, pdf
from tools.build import ROOT, SITE
from tools.bundle import files_under, tarred

NAME = Path(PDF).stem


class ReleaseError(Exception):
    """There is nothing to release; the message says why."""


def contents(site: Path, sources: Mapping[str, bytes], printed: bytes, of: Edition) -> dict[str, bytes]:
    """The files of the archive: `site/`, `source/`, the PDF (`printed`), and a note on what it is and how to cite it."""
    if not (site / "index.html").is_file():
        raise ReleaseError(f"no site in {site}: run `make book` first")
    if f"V{of.version}" not in (site / "index.html").read_text(encoding="utf-8"):
        raise ReleaseError(f"the site in {site} is not version {of.version}: run `make book` first")
    note = (
        f"{of.title}, version {of.version} of {of.released}\n\n"
        f"{PDF}   the whole report, for paper\n"
        "site/     the site; open site/index.html in any browser\nsite/data the data package and what was computed from it\n"
        "source/   what the site was built from\n\nHow to cite:\n\n"
        + "\n\n".join(f"{name}\n{text}" for name, text in styles.forms(report(of)).items())
        + "\n"
    )
    return {
        "README.txt": note.encode(),
        PDF: printed,
        **{f"site/{name}": data for name, data in files_under(site).items()},
        **{f"source/{name}": data for name, data in sources.items()},
    }


def sums(archive: str, packed: bytes, files: Mapping[str, bytes], folder: str) -> str:
    """Lines of sha256sum: the archive first, then its files as they are unpacked beside it."""
    named = {archive: packed, **{f"{folder}/{name}": files[name] for name in sorted(files)}}
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in named.items())


def write(site: Path, sources: Mapping[str, bytes], printed: bytes, of: Edition, target: Path) -> Path:
    """Write archive and sums to the folder `target`; the archive's path."""
    folder = f"{NAME}-{of.version}"
    files = contents(site, sources, printed, of)
    day = datetime.fromisoformat(of.released).replace(tzinfo=UTC)
    packed = tarred(files, folder, int(day.timestamp()))
    target.mkdir(parents=True, exist_ok=True)
    archive = target / f"{folder}.tar.gz"
    archive.write_bytes(packed)
    (target / "SHA256SUMS").write_text(sums(archive.name, packed, files, folder), encoding="utf-8")
    return archive


def tracked() -> dict[str, bytes]:
    """The files git keeps. ReleaseError where there is no repository of the report's own, and where some of them are changed, since the archive would hold what no commit does."""
    if shutil.which("git") is None:
        raise ReleaseError("no git found (Debian: apt-get install git): a release holds what a commit does")
    top = _git("rev-parse", "--show-toplevel")
    if top.returncode or Path(top.stdout.strip()).resolve() != ROOT.resolve():
        why = f" ({top.stderr.strip()})" if top.stderr.strip() else ""
        raise ReleaseError(f"{ROOT} is no git repository of its own: a release is made from a clone{why}")
    if status := _git("status", "--porcelain").stdout:
        raise ReleaseError(f"commit or set aside first:\n{status}")
    names = _git("ls-files", "-z").stdout.split("\0")
    return {name: (ROOT / name).read_bytes() for name in names if name}


def _git(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)


def lacking() -> list[str]:
    """All that a release needs and that is not here, each in a line."""
    found = []
    for needed in (tracked, pdf.chromium, lambda: recorded(SITE)):
        try:
            needed()
        except (ReleaseError, pdf.PdfError) as error:
            found.append(str(error).rstrip())
    return found


def recorded(site: Path) -> None:
    """ReleaseError where pages have changed since the record of changes was made."""
    if (site / "index.html").is_file() and (pages := changed.stale(site)):
        raise ReleaseError(
            f"{changed.FILE} does not know the change of {', '.join(pages)}: run `make changed` and commit it"
        )


def main() -> int:
    if missing := lacking():
        print("no release:", *missing, sep="\n  ", file=sys.stderr)
        return 1
    try:
        sources = tracked()
        pdf.make(SITE, pdf.TARGET, pdf.chromium())
        archive = write(SITE, sources, pdf.TARGET.read_bytes(), edition(), ROOT / "dist")
    except (ReleaseError, pdf.PdfError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{archive} ({archive.stat().st_size / 1e6:.1f} MB) and SHA256SUMS")
    return 0


if __name__ == "__main__":
    sys.exit(main())
