"""Many letters: a catalogue of what was read, in SQLite or PostgreSQL. The one room that knows SQLAlchemy."""
