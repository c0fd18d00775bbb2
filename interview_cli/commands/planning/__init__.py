"""The way to the interview: when it is, what it's about, and how it went."""
