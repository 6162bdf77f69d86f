"""Do the tests notice a changed engine? `make mutants`."""
