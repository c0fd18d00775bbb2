"""Options of a choice as other formats write them, and what says which is right."""
