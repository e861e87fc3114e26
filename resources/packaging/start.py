"""Where a bundled program begins."""

import sys

from zjviewer.cli.main import main

sys.exit(main())
