"""The standard form of a letter: what writing prints and parsing reads back, each rule beside its inverse."""
