"""`pack check`: read packs, find every problem, fix what is certain, run their code."""
