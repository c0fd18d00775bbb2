"""A story that was told, for programs: what was found in it, and what to hold it against."""
