"""What is done without Typer, since its start counts: at each save, and after each command."""
