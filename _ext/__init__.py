"""The report's one Sphinx extension: everything that is hung into a build, in the order in which it acts.

The packages follow a page on its way: `reading` from source to document, `pages` from document to HTML, `finished`
the site as a whole. `markup` reads finished HTML, for this package and for the commands in `tools`.

Sphinx calls what is hung on an event by priority, 500 where none is given, and what has the same one in the order
of hanging. So the order below is meant, and it stands after the themes in `_config.yml`: the themes' own handlers of
the same priority come first, and theirs is what is changed here.
"""

from __future__ import annotations


def setup(app) -> dict:
    """Hang everything in. The modules are imported here, so that a command that needs one does not load Sphinx."""
    from _ext.finished import light, not_found, search_bilingual, search_index, short_addresses, site_files
    from _ext.pages import assets, citing, mended_markup, security
    from _ext.reading import (
        answer_first,
        chart_files,
        claim_roles,
        executed_notebooks,
        headings,
        kernels,
        page_data,
        site_links,
        stack,
    )

    # before any page: how pages are read and executed
    stack.prepare(app)
    kernels.prepare()
    executed_notebooks.prepare()
    app.connect("config-inited", stack.mark)
    app.connect("config-inited", assets.own_templates, priority=900)  # the themes have put theirs there by then
    app.connect("env-get-outdated", page_data.outdated)

    # a page is read; transforms act by a priority of their own
    app.connect("env-purge-doc", chart_files.forget)
    app.connect("source-read", stack.run_removed_cells)
    app.add_role("claim", claim_roles.ClaimRole())
    app.add_role("evidence", claim_roles.EvidenceRole())
    app.add_role("reported", claim_roles.ReportedRole())
    app.add_role("result", claim_roles.ResultRole())
    app.add_transform(chart_files.ChartFiles)  # 400
    app.add_transform(site_links.SiteLinks)  # 410: also in the HTML that a chart became
    app.add_transform(answer_first.AnswerFirst)  # 415: last, when it is seen which cells show nothing
    app.connect("env-updated", headings.reworded)

    # a page is written
    app.add_css_file("theme-fixes.css", priority=700)  # after the themes' sheets
    app.connect("html-page-context", mended_markup.mend)
    app.connect("html-page-context", citing.put)
    app.connect("html-page-context", assets.assets_of_page, priority=950)  # every extension has named its files by then
    app.connect("html-page-context", security.put, priority=990)  # in front of whatever the others put into the head

    # the site is finished
    app.connect("html-collect-pages", not_found.pages)
    app.add_search_language(search_bilingual.BilingualSearch)
    app.connect("build-finished", site_files.write, priority=400)
    app.connect("build-finished", short_addresses.write, priority=400)
    app.connect("build-finished", executed_notebooks.write_times)
    app.connect("build-finished", search_index.write)
    app.connect("build-finished", not_found.write, priority=600)
    # After the theme, which writes its colours of code into pygments.css at this moment too.
    app.connect("build-finished", light.lighten, priority=700)
    app.connect("build-finished", stack.keep, priority=999)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
