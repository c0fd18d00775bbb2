"""Exercises that are run: what is asked, what came of a run, and how it's rated."""
