"""Statistics on screen, in words, and as a page for a browser."""
