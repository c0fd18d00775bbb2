"""Walls that only Linux has, which a process puts up around itself."""
