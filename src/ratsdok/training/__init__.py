"""What is learnt, and how: each room makes one trained file under `models/` again, and measures it."""
