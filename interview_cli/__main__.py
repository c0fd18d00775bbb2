"""``python -m interview_cli`` is ``interview``."""

import sys

from interview_cli.cli import main

sys.exit(main())
