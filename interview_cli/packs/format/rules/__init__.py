"""What must hold of a pack beyond the types of its values: small rules, each with its place."""
