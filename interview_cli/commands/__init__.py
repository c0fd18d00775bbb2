"""What is typed: a file for each command or a few alike, and what they share."""
