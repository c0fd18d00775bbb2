"""An exercise at work: its files, its runs, and what came of them."""
