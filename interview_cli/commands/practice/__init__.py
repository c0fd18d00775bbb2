"""Commands that ask questions, or show them."""
