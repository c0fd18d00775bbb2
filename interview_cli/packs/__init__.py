"""Packs: read, checked, linted, fixed, written, fetched and run."""
