"""One session: a pure state machine, and what is derived from it."""
