"""Slips of authors that YAML takes for something else, found before it is read."""
