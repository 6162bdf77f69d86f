"""Commands behind the Makefile: the strict build, what looks at a site, what is taken away, the benchmark."""

import io
import sys

for stream in (sys.stdout, sys.stderr):
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")  # a console without Chinese shows escapes
