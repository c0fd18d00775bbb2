"""What the journal adds up to: what is known of each question, and statistics."""
