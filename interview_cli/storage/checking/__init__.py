"""Checking packs: everything that is wrong with them, and what of it can be fixed."""
