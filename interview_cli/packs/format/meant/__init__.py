"""What authors certainly mean by what doesn't fit, and how it is written here."""
