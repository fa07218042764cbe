"""The history of a resolution: what its letters, put in order, tell together."""
