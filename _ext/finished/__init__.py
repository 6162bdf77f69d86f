"""The site when all its pages are written: what is made from all of them together."""
