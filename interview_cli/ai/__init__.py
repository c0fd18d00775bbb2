"""A model that checks answers and drafts questions: off until it is configured and agreed to."""
