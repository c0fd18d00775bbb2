"""Values and rules without files, clock, chance or terminal."""
