"""Which level a learner is at, from a few answers."""
