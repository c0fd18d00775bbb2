"""Questions found by words: which match, and how well."""
