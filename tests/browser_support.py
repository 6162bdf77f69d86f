"""A headless Chromium for the site's tests: the site on loopback and as files, pages that note what goes wrong."""

from __future__ import annotations

import functools
import gzip
import http.server
import io
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import site_support as site
from playwright.sync_api import Page, sync_playwright

from tools.browser import FLAGS, NOT_STARTED

PAGES = [*site.listed(), "search.html"]
THEMES = ("light", "dark")
PACKED = {".html", ".css", ".js", ".svg", ".json", ".csv", ".txt"}


class Packing(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as web hosts do, text packed with gzip, and keeps its peace."""

    def log_message(self, *args) -> None:
        pass

    def send_head(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in PACKED or not path.is_file():
            return super().send_head()
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on loopback, for as long as it is wanted."""
    handler = functools.partial(Packing, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The site under a path, as on a host it shares with others."""
    with served(site.SITE.parent) as root:
        yield f"{root}{site.SITE.name}/"


@pytest.fixture(scope="module")
def browser():
    path = site.chromium()
    with ExitStack() as stack:
        try:
            playwright = stack.enter_context(sync_playwright())
        except Exception as error:  # Playwright's own, of no finer kind
            site.without_browser(f"{NOT_STARTED}: {error}")
        chrome = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chrome
        chrome.close()


def watched(context) -> Page:
    """A new page that notes what it complained about and whom it asked."""
    tab = context.new_page()
    tab.complaints, tab.asked = [], []
    tab.on("console", lambda m: tab.complaints.append(m.text) if m.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
    tab.on("request", lambda request: tab.asked.append(request.url))
    # A request that the browser itself ends, because the page is left, is no failure of the site.
    tab.on(
        "requestfailed",
        lambda r: tab.complaints.append(f"failed: {r.url}") if r.failure != "net::ERR_ABORTED" else None,
    )
    tab.on("response", lambda r: tab.complaints.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    return tab


@pytest.fixture(scope="module")
def open_page(browser):
    """Opens an address in a theme and a width; the page notes what it complained about and whom it asked."""
    contexts = {}

    def open_(url: str, width: int = 1280, theme: str = "light") -> Page:
        if (width, theme) not in contexts:
            context = browser.new_context(viewport={"width": width, "height": 900})
            context.add_init_script(
                f"localStorage.setItem('mode', '{theme}'); localStorage.setItem('theme', '{theme}')"
            )
            contexts[width, theme] = context
        tab = watched(contexts[width, theme])
        tab.goto(url)
        return tab

    yield open_
    for context in contexts.values():
        context.close()


def until(tab: Page, expression: str, seconds: float = 10) -> None:
    """Wait for something to be true on a page.

    Playwright's own wait evaluates a text in the page, which the content security policy refuses.
    """
    end = time.monotonic() + seconds
    while not tab.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        tab.wait_for_timeout(50)
