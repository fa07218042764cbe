"""A folder to subscribe to: an Atom feed of what is new, and calendars of next checks (docs/feeds.md)."""
