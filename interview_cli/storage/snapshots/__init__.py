"""What the journal adds up to, kept, so that a long past costs nothing."""
