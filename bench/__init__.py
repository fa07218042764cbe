"""How fast and how frugal ratsdok is: `python -m bench` measures all and prints a table."""
