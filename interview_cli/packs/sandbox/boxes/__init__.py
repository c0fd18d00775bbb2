"""A child process and its surroundings: its limits, its folder, its output, and its end."""
