"""The rules of consultation: regimes, clock, case, rooms, and what is refused."""
