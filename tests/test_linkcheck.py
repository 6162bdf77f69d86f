"""The link report, against a host on loopback that answers in every way hosts do."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tools import linkcheck


class Host(BaseHTTPRequestHandler):
    """`/<status>` answers with that status, `/once` with 404 the first time only."""

    asked: list[str] = []

    def do_GET(self):
        self.asked.append(self.path)
        named = {"/moved": 301, "/lost": 301, "/for-now": 302, "/once": 404 if self.asked.count("/once") == 1 else 200}
        status = named.get(self.path) or int(self.path.split("/")[1])
        self.send_response(status)
        if status in (301, 302):
            self.send_header("Location", "/404" if self.path == "/lost" else "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def host():
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/200", "fine"),
        ("/404", "gone"),
        ("/410", "gone"),
        ("/once", "unknown"),
        ("/403", "unknown"),
        ("/429", "unknown"),
        ("/500", "unknown"),
        ("/moved", "moved"),
        ("/lost", "gone"),
        ("/for-now", "fine"),
        ("/200/快", "fine"),
    ],
)
def test_an_answer_is_judged(host, path, code):
    assert linkcheck.judge(host + path, pause=0).code == code


def test_a_host_that_refuses_is_not_asked_again(host):
    Host.asked.clear()
    linkcheck.judge(f"{host}/403", pause=0)
    assert Host.asked == ["/403"]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/", "http://no-such-host.invalid/", "http://[bad/", "https://127.0.0.1:1/"]
)
def test_no_answer_tells_nothing(address):
    assert linkcheck.judge(address, pause=0).code == "unknown"


def test_a_host_is_asked_one_page_at_a_time_and_every_address_once():
    running, most, asked = set(), [], []

    def asking(address, follow=True):
        name = address.split("/")[2]
        running.add(address)
        most.append(sum(other.split("/")[2] == name for other in running))
        asked.append(address)
        running.discard(address)
        return 200, ""

    found = {f"http://{host}/{n}": ["index.html"] for host in ("a", "b") for n in range(5)}
    assert {f.code for f in linkcheck.check(found, 0, asking)} == {"fine"}
    assert sorted(asked) == sorted(found) and max(most) == 1


def test_only_links_that_leave_the_site_are_asked(tmp_path):
    page = (
        '<a href="https://a.example/x#part">x</a><a href="https://a.example/x">x</a><a href="local.html">y</a><a href="mailto:a@b.c">z</a>'
        '<a href="https://own.example/r/c/x/">own</a><link rel="canonical" href="https://own.example/r/"><img src="https://b.example/i.png">'
    )
    for name in ("index.html", "c/x/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(page)
    assert linkcheck.links(tmp_path, "https://own.example/r/") == {"https://a.example/x": ["index.html"]}


def test_the_report_puts_what_is_gone_first():
    text = linkcheck.report(
        [
            linkcheck.Finding("fine", "https://a.example/", "200", ("index.html",)),
            linkcheck.Finding("gone", "https://b.example/", "404", ("chapters/data.html",)),
        ]
    )
    assert "- <https://b.example/>: 404 (chapters/data.html)" in text and "https://a.example/" not in text
    assert text.index("Gone") < text.index("Fine (1)")
