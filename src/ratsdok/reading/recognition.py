"""Which pages of a document are recognised from their pictures, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import NamedTuple

from ratsdok.errors import NoTextError, RecognitionError
from ratsdok.page import Page, Remark
from ratsdok.reading.eyes import PictureEyes
from ratsdok.reading.ocr.settings import Ocr
from ratsdok.reading.picture import Picture
from ratsdok.reading.scan import Laid, is_blank, laid, read_picture
from ratsdok.reading.upright import sketch_of


class _Prepared(NamedTuple):
    """The picture of a page before it is recognised; without how it lies where it is blank."""

    number: int
    picture: Picture
    lies: Laid | None


class Recognition:
    """Reads pages of one file from their pictures.

    Attributes:
        eyes: looks at them again.
        remarks: what was odd so far.
    """

    def __init__(self, picture_of: Callable[[int], Picture], ocr: Ocr, name: str) -> None:
        """Prepare for a file.

        Args:
            picture_of: gives the picture of a page by its number.
            ocr: how pages are to be recognised.
            name: of the file, for errors.
        """
        self.eyes = PictureEyes(picture_of, ocr, name)
        self.remarks: list[Remark] = []
        self._picture_of = picture_of
        self._ocr = ocr
        self._name = name

    def pages(self, numbers: Sequence[int]) -> list[Page]:
        """Return pages in the same order; several are read at a time where the settings say so.

        Raises:
            RecognitionError: the engine failed on a page, or took too long; nothing is given then.
        """
        with ThreadPoolExecutor(self._ocr.workers) as pool:
            if self._ocr.workers == 1:
                read = list(self._in_turn(numbers, pool))
            else:
                read = list(pool.map(lambda number: self._page(self._prepared(number)), numbers))
        self.remarks += [remark for _, remark in read if remark]
        return [page for page, _ in read]

    def _in_turn(self, numbers: Sequence[int], pool: Executor) -> Iterator[tuple[Page, Remark | None]]:
        """Recognise one page after the other, and meanwhile make the next one's picture ready."""
        coming = [pool.submit(self._prepared, number) for number in numbers[:1]]
        for at in range(len(numbers)):
            prepared = coming.pop().result()
            coming += [pool.submit(self._prepared, number) for number in numbers[at + 1 : at + 2]]
            yield self._page(prepared)

    def _prepared(self, number: int) -> _Prepared:
        picture = self._picture_of(number)
        sketch = sketch_of(picture)
        return _Prepared(number, picture, None if is_blank(picture, sketch) else laid(picture, sketch))

    def _page(self, prepared: _Prepared) -> tuple[Page, Remark | None]:
        number, picture, lies = prepared
        if lies is None:
            page = Page(number, (), picture.width, picture.height, source="ocr")
            return page, Remark("blank-page", "info", f"Seite {number} ist leer und wurde übergangen.")
        try:
            page, upright = read_picture(picture, lies, number, self._ocr)
        except RecognitionError as error:
            raise RecognitionError(f"page {number}: {error.problem}", source=self._name) from error
        self.eyes.keep(number, upright)
        if page.lines:
            return page, None
        message = f"Auf Seite {number} wurde keine Schrift erkannt."
        return page, Remark("nothing-recognised", "warning", message)


def refuse_without_text(pages: Sequence[Page], name: str) -> None:
    """Raise an error for a document on whose pages nothing can be read.

    Raises:
        NoTextError: no page has a word.
    """
    if not any(page.lines for page in pages):
        where = "its only page" if len(pages) == 1 else f"any of its {len(pages)} pages"
        raise NoTextError(f"no text on {where}", source=name)
