"""A page's source on its way into Sphinx: what is executed again, what roles and cells turn into."""
