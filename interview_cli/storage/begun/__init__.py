"""What was begun: answers that weren't sent, exercises, and who is at work on what."""
