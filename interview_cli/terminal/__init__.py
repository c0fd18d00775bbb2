"""What is seen: a session played with keys, with lines, or as JSON events."""
