"""PDFs for tests, drawn page by page."""

import io
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

Drawing = Callable[[Canvas], None]


def pdf(*pages: Drawing, password: str | None = None) -> bytes:
    file = io.BytesIO()
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(file, pagesize=A4, encrypt=encryption, pageCompression=0, invariant=1)
    for draw in pages:
        canvas.setFont("Helvetica", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def says(*texts: str) -> Drawing:
    def draw(canvas: Canvas) -> None:
        for at, text in enumerate(texts):
            canvas.drawString(70, 700 - 14 * at, text)

    return draw


def table(canvas: Canvas) -> None:
    canvas.grid([70, 170, 300], [600, 640, 680])
    for x, y, text in (
        (75, 665, "Flurstück"),
        (175, 665, "Fläche"),
        (75, 650, "und Lage"),
        (175, 650, "in m²"),
        (75, 625, "136/3"),
        (175, 625, "103"),
    ):
        canvas.drawString(x, y, text)
