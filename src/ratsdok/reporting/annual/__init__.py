"""The annual report of an office: what is overdue, as DOCX and XLSX (docs/annual-report.md)."""
