"""Views of a catalogue: answers to what people ask of letters, in SQL that SQLite and PostgreSQL share.

What a view tells is no surer than the letters: where `date` is null, a letter's order is a guess, and the
confidences stand beside the values.
"""

from __future__ import annotations

from sqlalchemy import Connection


def ranked(condition: str = "l.id IS NOT NULL") -> str:
    """Return the query for the letters of each resolution with their `place` in it; the newest has 1.

    Half of the dates cannot be read: `about` stands in for them. An undated final report is the last one.

    Args:
        condition: on the letters `l` that count.
    """
    return f"""
        SELECT r.paper, r.number AS resolution, r.paper_confidence, r.meeting, r.committee, r.committee_name,
               r.subject, l.*,
               row_number() OVER (
                   PARTITION BY l.profile, r.paper
                   ORDER BY CASE WHEN l.date IS NULL AND l.report = 'final' THEN 0
                                 WHEN l.about IS NULL THEN 2 ELSE 1 END,
                            l.about DESC, coalesce(l.report, '') = 'final' DESC, l.next_check DESC,
                            d.sha256 DESC, l.number DESC) AS place
          FROM resolutions r JOIN letters l ON l.id = r.letter JOIN documents d ON d.id = l.document
         WHERE r.paper IS NOT NULL AND ({condition})
    """


KNOWN_ON_DAY = """(
    l.date <= :day OR l.date IS NULL AND (
        l.about IS NULL OR l.about <= :day
        OR EXISTS (SELECT 1 FROM runs u WHERE u.id = d.run AND u.started < :day_after)))"""
"""The condition on letters `l` of documents `d` that were there on a day; see `history.ordering.known_on`.

`day_after` is the next midnight.
"""


VIEWS = {
    "newest_letters": f"""
        SELECT profile, paper, paper_confidence, meeting, committee, committee_name, subject, id AS letter,
               document, date, date_confidence, about, department, report, confidential,
               next_check, next_check_precision, next_check_confidence
          FROM ({ranked()}) AS ranked
         WHERE place = 1
    """,
    "open_points": """
        SELECT n.profile, n.paper, n.committee, n.subject, p.label, p.text, p.status, p.status_confidence,
               n.letter, n.date, n.department, n.next_check
          FROM newest_letters n JOIN points p ON p.letter = n.letter
         WHERE coalesce(p.status, 'unknown') NOT IN ('implemented', 'not_implemented')
    """,
    "overdue_checks": """
        SELECT profile, paper, committee, committee_name, subject, department, letter, date, next_check,
               next_check_precision, next_check_confidence
          FROM newest_letters
         WHERE next_check < CURRENT_DATE
    """,
}
"""Name -> query: the newest letter of each resolution, what is open in it, promised checks that are over."""


def create_views(connection: Connection) -> None:
    """Create all views, in the order in which they stand on one another."""
    for name, query in VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {query}")
