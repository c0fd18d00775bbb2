"""What is no answer, seen in the text alone: remarks, lists of keywords, other languages."""
