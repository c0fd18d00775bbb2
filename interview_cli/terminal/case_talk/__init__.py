"""A case at a terminal and for programs: what is asked, and what each stage was worth."""
