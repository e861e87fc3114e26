"""Where a bundled program begins."""

import sys

from zjviewer.cli import main

sys.exit(main())
