"""Placement: what is asked before it, and what is said after it."""
