"""Which questions to ask, and what a plan to an interview leads to."""
