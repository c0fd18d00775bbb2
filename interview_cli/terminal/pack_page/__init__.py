"""A whole pack as one page to pass round."""
