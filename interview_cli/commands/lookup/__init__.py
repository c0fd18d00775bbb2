"""Questions to find, read, note and print, outside of a session."""
