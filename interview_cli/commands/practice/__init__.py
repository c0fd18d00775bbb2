"""The commands that ask questions or show them, and the home screen."""
