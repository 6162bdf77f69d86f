"""Random input to the readers: figures, dates, formulas, packages."""
