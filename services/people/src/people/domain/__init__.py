"""Rules of people: what HR's facts mean, and how people sign in."""
