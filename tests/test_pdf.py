"""The report as one PDF: links stay within it, Chinese has type, charts are there, it can be made again."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
import site_support as site

from claimcheck.citing import edition as cite
from tools import pdf

PAGES = {"index.html", "chapters/claims.html", "chapters/articles/gravity-2021.html"}
PUBLISHED = "https://example.org/report/"


# from pages to a document


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("#here", "#chapters-claims--here"),
        ("articles/gravity-2021.html", "#chapters-articles-gravity-2021"),
        ("../index.html#may-i-repeat", "#index--may-i-repeat"),
        ("claims.html#gravity-2021-07", "#chapters-claims--gravity-2021-07"),
        ("data.html#x", "https://example.org/report/chapters/data.html#x"),
        ("../data/claims.json", "https://example.org/report/data/claims.json"),
        ("https://example.com/a#b", "https://example.com/a#b"),
    ],
)
def test_a_link_leads_within_the_document_or_to_the_published_site(link, leads_to):
    assert pdf.destination("chapters/claims.html", link, PAGES, PUBLISHED) == leads_to


def test_the_order_is_that_of_the_contents():
    toc = {"root": "index", "parts": [{"caption": "A", "chapters": [{"file": "x/b"}, {"file": "a"}]}]}
    assert pdf.order(toc) == [("", "index.html"), ("A", "x/b.html"), ("A", "a.html")]


def test_a_page_is_made_ready(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "claims.html").write_text(
        '<nav>no</nav><article class="bd-article"><section id="s"><h1>Title<a class="headerlink" href="#s">#</a></h1>'
        '<img src="../charts/c.svg" loading="lazy" alt="c"><details id="d"><summary>Fold</summary><p>in it</p></details>'
        '<details class="hide"><summary>Code</summary></details><details class="cite-this">cite</details></section></article>',
        encoding="utf-8",
    )
    made = pdf.chapter(tmp_path, "Part", "chapters/claims.html", PAGES, PUBLISHED)
    assert made.title == "Title"
    assert made.html == (
        '<section id="chapters-claims--s"><h1 id="chapters-claims">Title</h1><img alt="c" src="charts/c.svg"/>'
        '<details id="chapters-claims--d" open=""><summary>Fold</summary><p>in it</p></details></section>'
    )


def test_tables_that_a_page_folds_away_go_to_the_appendix(tmp_path):
    (tmp_path / "a.html").write_text(
        '<article class="bd-article"><section><h1>A</h1><details id="t"><summary>T</summary><table><tr><td>1</td></tr></table>'
        "</details><p>after</p></section></article>"
    )
    (tmp_path / "b.html").write_text(
        '<article class="bd-article"><h1>B</h1><details><table><tr><td>2</td></tr></table></details></article>'
    )
    pages = [
        pdf.chapter(tmp_path, part, f"{name}.html", set(), "") for name, part in (("b", "Look up"), ("a", "Answers"))
    ]
    made = pdf.document(pages, cite.edition())
    assert made.index(">after<") < made.index('<h1 id="appendix"') < made.index('id="a--t"') < made.index('<h1 id="b"')
    assert '<a href="#a--tables">' in made and '<h2 id="a--tables">A</h2>' in made


# the built site


@pytest.fixture(scope="module")
def document() -> str:
    return pdf.document(pdf.chapters(site.SITE, cite.edition().address), cite.edition())


@pytest.mark.site
def test_every_link_within_the_document_has_its_place(document):
    ids = re.findall(r'\sid="([^"]+)"', document)
    assert len(ids) == len(set(ids))
    links = re.findall(r'href="#([^"]*)"', document)
    assert len(links) > 1000 and set(links) <= set(ids)
    assert {f"chapters-claims--{claim}" for claim in ("gravity-2021-07", "trust-2023-10")} <= set(ids)


@pytest.mark.site
def test_every_chart_is_in_the_document_once(document):
    charts = sum(len(site.page(name).charts) for name in site.listed())
    assert document.count('<figure class="chart"') == charts > 20
    assert all((site.SITE / name).is_file() for name in re.findall(r'<img[^>]*src="([^"]+)"', document))


@pytest.mark.site
def test_no_link_of_the_document_leads_to_a_file(document):
    assert {
        link for link in re.findall(r'href="([^"]+)"', document) if not link.startswith(("#", "http", "mailto:"))
    } == {"_static/site.css"}


def numbered(*cells: int) -> bytes:
    """A PDF of two table cells, the second with the first as its header, numbered as Chromium may come to number them."""
    with pikepdf.new() as made:
        made.add_blank_page()
        names = [pikepdf.String(f"node{number:08d}") for number in cells]
        header = made.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.TH, ID=names[0]))
        cell = made.make_indirect(
            pikepdf.Dictionary(S=pikepdf.Name.TD, ID=names[1], A=pikepdf.Dictionary(Headers=[names[0]]))
        )
        listed = sorted(zip(names, (header, cell), strict=True), key=lambda pair: str(pair[0]))
        leaf = made.make_indirect(
            pikepdf.Dictionary(Limits=[listed[0][0], listed[1][0]], Names=[part for pair in listed for part in pair])
        )
        made.Root["/Cells"] = [header, cell]  # keeps their places in the file
        made.Root["/StructTreeRoot"] = pikepdf.Dictionary(K=[header, cell], IDTree=pikepdf.Dictionary(Kids=[leaf]))
        made.docinfo["/CreationDate"] = made.docinfo["/ModDate"] = "D:20310506000000+00'00'"
        made.save(written := io.BytesIO(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue()


@pytest.mark.parametrize("cells", [(69, 71), (46, 4), (3, 12345678)])
def test_numbers_that_chromium_gives_to_cells_are_not_kept(cells):
    made = pdf.packed(numbered(*cells), 0)
    assert made == pdf.packed(numbered(1, 2), 0)
    with pikepdf.open(io.BytesIO(made)) as opened:
        tree = opened.Root["/StructTreeRoot"]
        names = pikepdf.NameTree(tree["/IDTree"])
        assert [(name, str(element["/S"])) for name, element in names.items()] == [
            ("node00000000", "/TH"),
            ("node00000001", "/TD"),
        ]
        assert str(tree["/K"][1]["/A"]["/Headers"][0]) == "node00000000"


SMALL = ("index.html", "chapters/articles/gravity-2021.html", "chapters/corrections.html")


def prints(test):
    """A test of the PDF that is printed once for all of them."""
    for mark in (pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("pdf")):
        test = mark(test)
    return test


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Three pages as a PDF, made twice: the landing page, an article's chapter, and one of tables."""
    browser, folder = site.chromium(), tmp_path_factory.mktemp("pdf")
    for name in ("first.pdf", "again.pdf"):
        before = sorted(path.name for path in site.SITE.iterdir())
        pdf.make(site.SITE, folder / name, browser, set(SMALL))
        assert sorted(path.name for path in site.SITE.iterdir()) == before, "printing leaves the site as it is"
    return folder


@prints
def test_a_pdf_made_again_is_the_same(small):
    assert (small / "first.pdf").read_bytes() == (small / "again.pdf").read_bytes()


@prints
def test_the_pdf_has_chinese_type_an_outline_and_links_that_lead_somewhere(small):
    with pikepdf.open(small / "first.pdf") as made:
        descriptors = [
            o for o in made.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert [o for o in descriptors if "NotoSansSC" in str(o["/FontName"]) and "/FontFile2" in o]
        assert made.Root["/MarkInfo"]["/Marked"] and str(made.Root["/Lang"]) == "en"
        with made.open_outline() as outline:
            titles = [item.title for item in outline.root]
        chapters = [pdf.chapter(site.SITE, "", address, set(), "") for address in SMALL]
        assert titles[1:] == [c.title for c in chapters] + ["Appendix"] * any(c.tables for c in chapters)
        named = {str(name) for name in made.Root["/Dests"]}
        links = [a for page in made.pages for a in page.get("/Annots", []) if a.get("/Subtype") == "/Link"]
        within = [str(a["/Dest"]) for a in links if "/Dest" in a]
        addresses = [str(a["/A"]["/URI"]) for a in links if "/A" in a]
        assert len(within) >= len(SMALL) and set(within) <= named, "the contents lead to each page"
        assert addresses and all(address.startswith(("http", "mailto:")) for address in addresses)


@prints
def test_every_figure_of_the_pdf_has_an_alternative_text(small):
    with pikepdf.open(small / "first.pdf") as made:
        elements = [o for o in made.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert elements and [e for e in elements if not str(e.get("/Alt", "")).strip()] == []


@prints
def test_no_character_of_the_pdf_is_a_box(small):
    """Glyph 0 of a font is its box for what it does not have."""
    with pikepdf.open(small / "first.pdf") as made:
        texts = [o.read_bytes() for page in made.pages for o in [page.Contents]]
    assert texts and not [text for text in texts if b"<0000> Tj" in text]
