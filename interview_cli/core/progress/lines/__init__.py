"""A line of the journal: its bytes, what its type needs, and what is wrong with it."""
