"""The Nu HTML checker over the built site: `python -m tools.nu [folder]`; `python -m tools.nu --get` fetches it first.

It knows what may stand where, which a parser does not. It is a Java program, so that it runs where a Java is, in
continuous integration for one; `--get` takes the one release named here from the npm registry into `_build/nu/`, and
nothing but that release. `VNU_JAR` names another copy.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from urllib.parse import unquote

from claimcheck.register.faults import Fault
from tools.build import BUILD, SITE

VERSION = "26.9.27"
SHA512 = "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
JAR = BUILD / "nu" / f"vnu-{VERSION}.jar"


class NuError(Exception):
    """The checker cannot run here; the message says what is missing."""


def command() -> list[str]:
    """What starts the checker. NuError where there is no Java or no copy of it."""
    java, jar = shutil.which("java"), Path(os.environ.get("VNU_JAR") or JAR)
    if java is None:
        raise NuError("no Java found (Debian: apt-get install default-jre-headless)")
    if not jar.is_file():
        raise NuError(f"no Nu checker in {jar}: `python -m tools.nu --get` fetches it, VNU_JAR names another copy")
    return [java, "-Xss4m", "-jar", str(jar)]


def get() -> None:
    """Fetch the release from the npm registry, where it is not there yet. NuError where that does not work or it is another."""
    if JAR.is_file():
        return
    if (npm := shutil.which("npm")) is None:
        raise NuError("no npm found (Debian: apt-get install npm)")
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            [npm, "pack", "--silent", f"vnu-jar@{VERSION}"], cwd=folder, capture_output=True, text=True, timeout=300
        )
        found = list(Path(folder).glob("*.tgz"))
        if packed.returncode or not found:
            raise NuError(f"npm pack vnu-jar@{VERSION}: {packed.stderr.strip() or 'no file'}")
        content = found[0].read_bytes()
    unpack(content)


def unpack(content: bytes) -> None:
    """Put the jar out of the npm package in its place. NuError where its bytes are not those of the release."""
    if (digest := base64.b64encode(hashlib.sha512(content).digest()).decode()) != SHA512:
        raise NuError(f"vnu-jar {VERSION} has sha512 {digest}, expected {SHA512}")
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        jar = archive.extractfile("package/build/dist/vnu.jar")
        assert jar is not None
        JAR.parent.mkdir(parents=True, exist_ok=True)
        JAR.write_bytes(jar.read())


def check(site: Path) -> list[Fault]:
    """Every error that the checker finds in the pages below a folder, sorted. NuError where it cannot run."""
    ran = subprocess.run(
        [*command(), "--format", "json", "--errors-only", "--skip-non-html", "--exit-zero-always", str(site.resolve())],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    try:
        messages = json.loads(ran.stderr)["messages"]
    except (ValueError, KeyError):
        raise NuError(f"the Nu checker said: {ran.stderr.strip()[:500]}") from None
    return sorted(
        Fault("invalid-html", _page(m["url"], site), m.get("lastLine"), None, m["message"], "HTML without errors")
        for m in messages
    )


def _page(address: str, site: Path) -> str:
    """The page's path below the site; the checker writes a file's address as `file:/path`."""
    return unquote(address.removeprefix("file:")).removeprefix(f"{site.resolve()}/")


def main(arguments: list[str]) -> int:
    """Check the folder named, or the built site; the exit status."""
    try:
        if arguments == ["--get"]:
            get()
            print(JAR)
            return 0
        site = Path(arguments[0] if arguments else SITE)
        if not (site / "index.html").is_file():
            raise NuError(f"no site in {site}")
        faults = check(site)
    except (NuError, OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)
        return 2
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"Nu checker {VERSION}: {len(list(site.rglob('*.html')))} pages, {len(faults)} errors")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
