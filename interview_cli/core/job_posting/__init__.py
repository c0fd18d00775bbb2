"""A job posting, read offline: which topics it asks for, and at which level."""
