"""Code to review: shown with its line numbers, and again with what was found in it."""
