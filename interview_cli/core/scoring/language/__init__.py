"""English as far as the scorer knows it: words, denials, typing errors, synonyms."""
