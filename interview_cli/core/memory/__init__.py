"""The model of memory, FSRS-6: how answers are rated, and when a question is due."""
