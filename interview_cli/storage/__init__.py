"""What is kept for the learner: the journal, caches, settings, and where they are."""
