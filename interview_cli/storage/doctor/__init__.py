"""``progress doctor``: what may be wrong with the learner's folder, looked for and fixed."""
