"""What runs in the box, from the standard library alone: it's imported before any answer."""
