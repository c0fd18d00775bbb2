"""What is typed: a file for each group of commands."""
