"""Questions: their fields, programs, and changes between two versions of a pack."""
