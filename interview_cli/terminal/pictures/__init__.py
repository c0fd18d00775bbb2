"""The picture of a question: where it lies, in a window of its own, and in a page."""
