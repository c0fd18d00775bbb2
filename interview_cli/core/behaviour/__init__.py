"""Stories of one's own, told in an interview: what is found in one, and how that is put."""
