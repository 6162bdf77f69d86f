"""A report on the links that leave the site: `make linkcheck`.

It never fails and opens no alarm that a reader's browser would not confirm: a link is called gone only when
its host says so (404, 410) twice, some time apart, to a plain request. Hosts that refuse programs (401, 403,
405, 429), that are down, slow or unknown from here tell nothing about the page, and are listed as not checked.
The report is Markdown, sorted, `_build/linkcheck.md`.
"""

from __future__ import annotations

import http.client
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from claimcheck.citing.edition import edition
from tools.audit import page as pages
from tools.build import BUILD, SITE

REPORT = BUILD / "linkcheck.md"
GONE = {404, 410}
TIMEOUT = 20  # seconds for an answer
PAUSE = 5  # seconds before a second try
AT_ONCE = 8  # hosts asked side by side; one host is asked for one page at a time
HEADINGS = {
    "gone": "Gone: the host says so, twice",
    "moved": "Moved for good: the page is there under another address",
    "unknown": "Not checked: the host did not answer a program",
    "fine": "Fine",
}


@dataclass(frozen=True, order=True)
class Finding:
    """code: gone, moved, unknown or fine; says: the status or the error; pages: where the link stands."""

    code: str
    address: str
    says: str
    pages: tuple[str, ...] = ()


class _Stay(urllib.request.HTTPRedirectHandler):
    """Hands a redirection out as an answer, so that it can be told which kind it was."""

    def redirect_request(self, *arguments):
        return None


def ask(address: str, follow: bool = True) -> tuple[int, str]:
    """Status of an address and where it sends on to, if it does; OSError or HTTPException if there is no answer."""
    encoded = quote(address, safe="%/:=&?~#+!$,;'@()*[]")
    request = urllib.request.Request(
        encoded, headers={"User-Agent": "Mozilla/5.0 (link report; one request per page)", "Accept": "*/*"}
    )
    handlers = [] if follow else [_Stay]
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=TIMEOUT) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get("Location", "")


def judge(address: str, pause: float = PAUSE, asking: Callable = ask) -> Finding:
    """What can be said of an address."""
    try:
        status, sent_to = asking(address, follow=False)
        if status in (301, 308):
            reached, _ = asking(address)
            return Finding(
                "moved" if reached < 300 else _refusal(address, reached, pause, asking),
                address,
                f"{status} to {sent_to}",
            )
        if 300 <= status < 400:
            status, _ = asking(address)
        return Finding("fine" if status < 300 else _refusal(address, status, pause, asking), address, str(status))
    except (OSError, ValueError, http.client.HTTPException) as error:
        return Finding("unknown", address, f"{type(error).__name__}: {getattr(error, 'reason', error)}")


def _refusal(address: str, status: int, pause: float, asking: Callable) -> str:
    """gone or unknown, for a status that is no success."""
    if status not in GONE:
        return "unknown"
    time.sleep(pause)
    return "gone" if asking(address)[0] in GONE else "unknown"


def links(site: Path, own: str) -> dict[str, list[str]]:
    """The http addresses that a site's pages link to, without the site's own, each with its pages."""
    found: dict[str, list[str]] = {}
    for name in pages.addresses(site):
        if name.startswith("c/"):  # the small pages of the claims repeat what the large ones link to
            continue
        for link in pages.read(site, name).links:
            address = link.address.strip().partition("#")[0]
            if link.tag == "a" and urlsplit(address).scheme in ("http", "https") and not address.startswith(own):
                found.setdefault(address, []).append(name)
    return {address: sorted(set(pages)) for address, pages in sorted(found.items())}


def check(found: dict[str, list[str]], pause: float = PAUSE, asking: Callable = ask) -> list[Finding]:
    """A finding for each address, sorted."""
    hosts: dict[str, list[str]] = {}
    for address in found:
        hosts.setdefault(urlsplit(address).netloc, []).append(address)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        parts = threads.map(lambda addresses: [judge(address, pause, asking) for address in addresses], hosts.values())
        return sorted(Finding(f.code, f.address, f.says, tuple(found[f.address])) for part in parts for f in part)


def report(findings: Iterable[Finding]) -> str:
    """The findings as Markdown, what asks for action first."""
    findings = list(findings)
    lines = [f"# Links that leave the site: {len(findings)}", ""]
    for code, heading in HEADINGS.items():
        group = [finding for finding in findings if finding.code == code]
        lines += [f"## {heading} ({len(group)})", ""]
        if code != "fine":
            lines += [f"- <{f.address}>: {f.says} ({', '.join(f.pages)})" for f in group] + ([""] if group else [])
    return "\n".join(lines) + "\n"


def main() -> int:
    """Look at the links of the site in the folder named, or of the built one; the exit status."""
    site = Path(sys.argv[1]) if sys.argv[1:] else SITE
    if not (site / "index.html").is_file():
        print(f"no site in {site}: run `make book` first", file=sys.stderr)
        return 2
    text = report(check(links(site, edition().address)))
    REPORT.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
