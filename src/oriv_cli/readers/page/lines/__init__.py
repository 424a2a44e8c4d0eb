"""What a line, or some words of it, are: a label, a day, a town, a name, a sentence."""
