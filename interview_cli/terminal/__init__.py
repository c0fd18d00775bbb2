"""What is seen: the home screen, the plan, the editor, and a session that is being practiced."""
