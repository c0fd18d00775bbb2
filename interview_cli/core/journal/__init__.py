"""The lines of the journal: what they hold, and which of them count."""
