"""Build the site strictly and swap it in whole.

The data is checked and published to a side folder while pages are built in a working folder, which
survives between builds (so an unchanged page is not executed again). If both went well, what readers
take away is put beside the pages, the whole is audited, and only then it takes the place of
`_build/html`. A failure anywhere leaves the previous site as it was.

Three memories in `_build/` keep repeated builds short and right:
`site.stamp` (nothing changed since the site was built: done), `work.stamp` (something changed that
every page depends on: the working folder is dropped), and `good`, the working folder as the last
good build left it, put back after a failure, because Sphinx remembers a page that it warned about
as read and would pass it without a word the next time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, time
from pathlib import Path

import yaml

from _ext.reading import warm

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
WORK = BUILD / "work"
SITE = BUILD / "html"
GOOD = BUILD / "good"
DATA = BUILD / "data"

# Every page is made with these; a change drops the working folder. Pages and data have dependencies of their own.
SHARED = (
    "_config.yml",
    "_toc.yml",
    "_ext",
    "assets",
    "tools",
    "references.bib",
    "requirements.txt",
    "pyproject.toml",
    "CITATION.cff",
    "CHANGELOG.md",
    "chapters/changed.csv",
    "LICENSE",
)
AUDITED = " audited"  # a site that was not is, by the next build that asks for it
LATEST = 253_402_300_799  # the end of the year 9999, and of what a date can say
STEPS = ("kuaishou.publish", "tools.take_away")  # that are forked
PAGES = ("index.md", "requirements.in", "chapters", "data", "claimcheck", "kuaishou", "tests/cases")


def environment(root: Path = ROOT) -> dict[str, str]:
    """What every step runs under, whoever calls: the kernel starts in the chapter's folder and
    must find this package, this environment's Python, and none of the user's settings."""
    return {
        **os.environ,
        "PYTHONPATH": str(root),
        "PYTHONHASHSEED": "0",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # a kernel loads a debugger, which warns of what only debugging needs
        # a console without Chinese shows escapes, also of what Sphinx says
        "PYTHONIOENCODING": f"{os.environ.get('PYTHONIOENCODING', '').partition(':')[0]}:backslashreplace",
        "JUPYTER_PATH": str(root / "tools" / "jupyter"),
        "JUPYTER_PREFER_ENV_PATH": "0",
        "JUPYTER_CONFIG_DIR": str(root / "_build" / "jupyter"),
        "IPYTHONDIR": str(root / "_build" / "ipython"),
        "MPLCONFIGDIR": str(root / "_build" / "matplotlib"),
        "SOURCE_DATE_EPOCH": epoch(),
        "CLAIMCHECK_DATA": str(root / "data"),  # what is hashed here is what is read
    }


def epoch() -> str:
    """The time that stands for the build's, in seconds since 1970: SOURCE_DATE_EPOCH where it is one, else the version's day.

    Not a commit's: the same files make the same site from a clone, from an archive, and within another repository.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if given.isascii() and given.isdigit() and int(given) <= LATEST:
        return str(int(given))
    released = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["date-released"]
    return str(int(datetime.combine(released, time(), UTC).timestamp()))


def files(names: Iterable[str]) -> list[Path]:
    """All files under these names, sorted, without what Python and Jupyter leave behind."""
    found = {path for name in names for path in ((ROOT / name).rglob("*") if (ROOT / name).is_dir() else [ROOT / name])}
    return sorted(p for p in found if p.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(p.parts))


def digest(names: Iterable[str]) -> str:
    """One hash over names and contents, and over what else a page can depend on."""
    total = hashlib.sha256(f"{sys.version}\n{epoch()}\n".encode())
    for path in files(names):
        total.update(f"{path.relative_to(ROOT)}\n".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def listing(folder: Path) -> str:
    """One hash over the files of a finished site, so that a damaged one is built again."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            total.update(f"{path.relative_to(folder)} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode())
    return total.hexdigest()


def remembered(name: str) -> str:
    """The digest kept under this name, or an empty text."""
    path = BUILD / name
    return path.read_text() if path.exists() else ""


def run(*command: str) -> None:
    """Run one step; leave with its exit status when it fails."""
    _leave_on(subprocess.run(command, cwd=ROOT, env=environment()).returncode)


def step(module: str, *arguments: str) -> None:
    """Run `python -m module arguments`, forked from the process that has imported it where there is one."""
    try:
        running = warm.program(warm.folder(), module, arguments, str(ROOT), environment())
    except OSError:
        run(sys.executable, "-m", module, *arguments)
    else:
        _leave_on(running.wait())


def _leave_on(status: int | None) -> None:
    if status:
        print(f"not built; {SITE} is as it was", file=sys.stderr)
        sys.exit(status)


@contextmanager
def forks() -> Iterator[None]:
    """Have a process import what programs and pages import, and these forked from it."""
    sources = [str(path) for path in files(("index.md", "chapters")) if path.suffix == ".md"]
    with tempfile.TemporaryDirectory(prefix="kernels-") as sockets:
        os.environ[warm.VARIABLE] = sockets
        forking = warm.start(sockets, (*STEPS, *sources), str(ROOT), environment())
        try:
            yield
        finally:
            del os.environ[warm.VARIABLE]
            if forking:
                forking.communicate()  # it ends with all that was forked, if only when it has imported all


def pages(inputs: str) -> None:
    """Publish the data, and build the pages in the working folder; on failure forget what this run read.

    inputs: the digest that all is to be built of. Sphinx starts while the data is checked; where it has faults Sphinx ends
    without a word, since the check tells them.
    """
    shared = digest(SHARED)
    if remembered("work.stamp") != shared:
        shutil.rmtree(GOOD, ignore_errors=True)
        (BUILD / "work.stamp").write_text(shared)
    _put(GOOD, WORK)  # a run that was killed half-way left another
    jupyter_book = str(Path(sys.executable).with_name("jupyter-book"))
    command = [jupyter_book, "build", str(ROOT), "--path-output", str(WORK), "-W", "-n", "--keep-going", "--quiet"]
    book = subprocess.Popen(command, cwd=ROOT, env=environment(), start_new_session=True)
    try:
        step("kuaishou.publish", str(DATA))
        _leave_on(book.wait())
        if digest((*SHARED, *PAGES)) != inputs:
            print("a file was changed while the pages were built: build again", file=sys.stderr)
            _leave_on(1)
    except BaseException:
        with suppress(ProcessLookupError):
            os.killpg(book.pid, signal.SIGKILL)  # with those that read pages for it
        book.wait()
        _put(GOOD, WORK)
        raise
    fresh = GOOD.with_name("good.new")
    _put(WORK, fresh)
    swap(fresh, GOOD)


def _put(source: Path, target: Path) -> None:
    """Make `target` a copy of `source`, or remove it where there is no source."""
    shutil.rmtree(target, ignore_errors=True)
    if source.exists():
        shutil.copytree(source, target)


def swap(new: Path, site: Path) -> None:
    """Put the finished folder `new` in the place of `site` with two renames; between them there is none."""
    old = site.with_name(site.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def main() -> None:
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, lambda number, _: sys.exit(128 + number))  # so that what was started is ended
    BUILD.mkdir(exist_ok=True)
    # not for books that are only part of the report, whose links lead nowhere
    is_audited = "--no-audit" not in sys.argv[1:]
    inputs = digest((*SHARED, *PAGES))
    stood = inputs + listing(SITE) if SITE.exists() else ""
    if stood and remembered("site.stamp").startswith(stood + AUDITED * is_audited):
        print(f"site: {SITE / 'index.html'} (nothing changed)")
        return
    new = SITE.with_name("html.new")
    with forks():
        pages(inputs)
        _put(WORK / "_build" / "html", new)
        (new / ".buildinfo").unlink(missing_ok=True)  # a digest over absolute paths, of use to the working folder only
        _put(DATA, new / "data")
        step("tools.take_away", str(new), str(WORK / "_build" / "jupyter_execute"))
    if is_audited:
        run(sys.executable, "-m", "tools.audit", str(new))
    swap(new, SITE)
    (BUILD / "site.stamp").write_text(inputs + listing(SITE) + AUDITED * is_audited)
    print(f"site: {SITE / 'index.html'}")


if __name__ == "__main__":
    main()
