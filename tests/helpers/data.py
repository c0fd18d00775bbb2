"""Where the files are that several tests read."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent

#: A pack for mock interviews: questions with key points and follow-ups.
INTERVIEW = TESTS / "interview.yaml"

#: The pack of the transcripts: a question of each kind.
SESSIONS = TESTS / "transcripts" / "pack.yaml"

#: Packs that are each wrong in their own way, and one that is right where that is surprising.
BROKEN = TESTS / "packs" / "format" / "broken"
TRICKY = TESTS / "packs" / "format" / "tricky.yaml"

#: A pack with a dozen things to fix.
TWELVE = TESTS / "commands" / "pack" / "twelve.yaml"
