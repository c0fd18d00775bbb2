"""Practise technical interviews in the terminal.

Four floors; a module imports from its own floor and from the floors below it::

    commands   what is typed: one file for each group of commands    typer
    terminal   what is seen: views, keys, lines, events              rich, questionary
    storage    what is kept: packs, journal, caches, paths, clock    yaml, pydantic, platformdirs
    core       what is true: questions, sessions, memory, scores     fsrs, snowballstemmer, …

``errors`` is below them all, ``cli`` is the front door.
"""

__version__ = "0.1.0"
