"""`python -m zjviewer`: the same door as the `zjviewer` command."""

import sys

from zjviewer.cli import main

sys.exit(main())
