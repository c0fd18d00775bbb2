"""Reviews of code: what is shown, what was found in it, and what that is worth."""
