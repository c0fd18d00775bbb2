"""A question that asks for a story of one's own, for the tests, and such a story."""

from __future__ import annotations

FAILURE = """\
  - id: failure
    ask: Tell me about a failure.
    answer: Take one that was `yours`, and say what you changed.
    level: mid
    topic: talk
    sources: [a book]
    quiz:
      kind: behaviour
      looks_for:
        - you say what was yours
        - what you do differently
      anchors:
        - No story at all.
        - A story of others.
        - Your own story, with what you changed.
"""

STORY = """\
Last spring our payment service was losing webhooks.
I was asked to find out why.
I wrote a script that replayed them.
In the end lost payments fell from 40 to 2 a week."""
