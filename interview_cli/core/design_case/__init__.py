"""A case worked through with an interviewer: what is asked next, and what was worth what."""
