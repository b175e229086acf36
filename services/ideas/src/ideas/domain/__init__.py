"""The rules of an idea, by what they are about; each is a pure function of an idea and what is done to it."""
