"""What several tests need: the program as a process, a learner, a terminal, servers."""
