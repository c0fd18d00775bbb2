"""Answers read one by one, in a session that gives its verdicts at the end."""
