"""`python -m tools.take_away site executed`."""

import sys
from pathlib import Path

from tools.take_away import add

add(*map(Path, sys.argv[1:3]))
