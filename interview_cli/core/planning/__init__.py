"""The choice of questions, and the plan to an interview with its forecast."""
