"""How a test starts the program as a process of its own."""

import sys

PROGRAM = [sys.executable, "-m", "interview_cli"]
