"""A verdict: what was right, when the question comes back, and the end of a session."""
