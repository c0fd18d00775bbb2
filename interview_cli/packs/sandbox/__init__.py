"""Exercises run in a child process, in a box as tight as the system allows."""
