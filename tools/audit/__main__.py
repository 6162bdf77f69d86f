"""`python -m tools.audit [folder]`."""

import sys

from tools.audit import main

sys.exit(main())
