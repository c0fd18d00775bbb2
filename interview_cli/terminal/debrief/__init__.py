"""The debrief of a mock interview: on screen, in words, and as a file."""
