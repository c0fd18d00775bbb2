"""One sitting: a pure state machine, and what is read off it."""
