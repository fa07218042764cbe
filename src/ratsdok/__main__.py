"""`python -m ratsdok` is `ratsdok`."""

from ratsdok.cli import main

if __name__ == "__main__":
    main()
