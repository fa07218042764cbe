"""Pages -> a letter, one question a room."""
