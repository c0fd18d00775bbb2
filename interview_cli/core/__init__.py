"""What is true: values and rules, without files, clock, dice or terminal."""
