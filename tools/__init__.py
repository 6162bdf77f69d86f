"""Commands behind the Makefile: the strict build and the benchmark."""
