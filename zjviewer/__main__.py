"""`python -m zjviewer`: the same door as the `zjviewer` command."""

import sys

from zjviewer.cli.main import main

sys.exit(main())
