"""What the journal adds up to: progress and statistics."""
