"""YAML read with a place for each value, and problems that know their place."""
