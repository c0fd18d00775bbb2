"""Sets of questions that an instructor handed out, and what is handed in."""
