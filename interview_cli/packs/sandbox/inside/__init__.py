"""What runs in the box, from the standard library alone, imported before each answer.

So that this is quick, what takes long to import isn't: ``typing``, ``json``, ``re``, ``enum``,
``pathlib``, ``contextlib`` and those that import them. Types are imported for the checker only.
"""
