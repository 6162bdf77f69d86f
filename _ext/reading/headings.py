"""Write every page again when a page's heading has changed: it stands in their navigation and in links to it."""

from __future__ import annotations

from sphinx.application import Sphinx


def reworded(app: Sphinx, env) -> list[str]:
    """All pages where a heading is not that of the last build, else none; none is read or executed again for it."""
    now = {name: title.astext() for name, title in env.titles.items()}
    before, env.headings = getattr(env, "headings", now), now
    return sorted(env.found_docs) if before != now else []
