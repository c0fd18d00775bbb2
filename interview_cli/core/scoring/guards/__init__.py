"""What doesn't count as an answer, seen in the text alone: remarks, keywords, other languages."""
