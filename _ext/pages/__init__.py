"""A page on its way into HTML: what its head, its body and its list of files get."""
