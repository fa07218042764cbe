"""Invented Beschlusskontrolle letters: PDFs in the form of real ones, each beside its true record."""
