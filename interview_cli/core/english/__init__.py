"""What is known of English words, whatever they are needed for."""
