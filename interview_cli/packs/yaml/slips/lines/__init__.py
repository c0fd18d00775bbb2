"""Whole lines that don't belong where they stand: text at the margin, rulers, shell sessions."""
