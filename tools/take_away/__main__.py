"""`python -m tools.take_away site executed`."""

import sys

from tools.take_away import main

sys.exit(main(*sys.argv[1:3]))
