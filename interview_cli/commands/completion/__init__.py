"""What the tab key offers, and the scripts that make a shell ask for it.

A script runs the program with ``_INTERVIEW_COMPLETE`` set and the typed line in other variables;
``shells.py`` reads these and writes what the shell understands, as Typer does, so that scripts
which Typer once installed go on working. ``command_line.py`` finds what is being typed, and
``offers.py`` what that can be. Which commands and options there are stands in ``program.json``,
made from the real ones: ``pytest --rewrite tests/commands/test_completion.py``.

Someone waits for this at every press of the key: neither Typer nor YAML is imported, nor even
``typing`` and ``dataclasses``.
"""
