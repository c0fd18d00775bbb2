"""The packs that there are: found, compiled for a quick start, and trusted."""
