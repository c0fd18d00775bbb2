"""A session played with keys, with lines, or as JSON events."""
