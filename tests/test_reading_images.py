"""Picture files of every kind to pages; broken and boastful ones are refused."""

import io
import struct
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from pictures import LETTER, PAPER, blank, encoded, page, png_that_claims
from ratsdok.errors import DamagedFileError, NoTextError, RatsdokError, TooLargeError, UnknownFormatError
from ratsdok.page import Document
from ratsdok.reading import images, read
from ratsdok.reading.images import picture_of_page
from ratsdok.reading.ocr.settings import Ocr
from ratsdok.reading.picture import MAX_PIXELS
from ratsdok.reading.source import load

Filter = Callable[[Image.Image], Image.Image]


def seen_through(picture: Image.Image) -> Image.Image:
    """Return a picture whose paper is black, but cannot be seen."""
    ink = picture.point([255 - level for level in range(256)])
    return Image.merge("LA", (Image.new("L", picture.size, 0), ink))


def palette_seen_through(picture: Image.Image) -> Image.Image:
    indexed = picture.point([1 if level < 128 else 0 for level in range(256)])
    indexed = Image.frombytes("P", picture.size, indexed.tobytes())
    indexed.putpalette([0, 0, 0] * 256)
    indexed.info["transparency"] = 0
    return indexed


def sixteen_bits(picture: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(picture, np.uint16) * 257)


def big_endian(picture: Image.Image) -> Image.Image:
    return Image.frombytes("I;16B", picture.size, (np.asarray(picture, ">u2") * 257).astype(">u2").tobytes())


MODES: dict[str, tuple[str, Filter]] = {
    "one bit PNG": ("PNG", lambda each: each.convert("1")),
    "one bit TIFF": ("TIFF", lambda each: each.convert("1")),
    "grey PNG": ("PNG", lambda each: each),
    "grey JPEG": ("JPEG", lambda each: each),
    "grey seen through": ("PNG", seen_through),
    "palette": ("PNG", lambda each: each.convert("P")),
    "palette seen through": ("PNG", palette_seen_through),
    "colours": ("JPEG", lambda each: each.convert("RGB")),
    "colours seen through": ("PNG", lambda each: seen_through(each).convert("RGBA")),
    "inks of a press": ("JPEG", lambda each: each.convert("CMYK")),
    "inks, TIFF": ("TIFF", lambda each: each.convert("CMYK")),
    "YCbCr": ("TIFF", lambda each: each.convert("YCbCr")),
    "sixteen bits": ("PNG", sixteen_bits),
    "sixteen bits, TIFF": ("TIFF", sixteen_bits),
    "sixteen bits, big-endian": ("TIFF", big_endian),
    "thirty-two bits": ("TIFF", lambda each: sixteen_bits(each).convert("I")),
}


def read_bytes(data: bytes, name: str | None = None, **settings: object) -> Document:
    return read(data, name=name, ocr=Ocr(**settings))  # type: ignore[arg-type]


def first_line(data: bytes) -> str:
    return read_bytes(data).pages[0].lines[0].text


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_shows_dark_print_on_white_paper(mode: str) -> None:
    kind, made = MODES[mode]
    darkest = 0 if "palette seen" in mode or "one bit" in mode else 60
    original = page().point([darkest + level * (255 - darkest) // 255 for level in range(256)])
    wanted = picture_of_page(load(encoded(original)), 1).grey
    picture = picture_of_page(load(encoded(made(original), kind)), 1)
    rows = min(len(wanted), len(picture.grey))  # a TIFF's resolution is told more exactly than a PNG's
    assert picture.ink is None
    assert abs(len(wanted) - len(picture.grey)) <= 1
    differing = np.abs(picture.grey[:rows].astype(int) - wanted[:rows])
    assert differing.mean() < 1
    assert differing[wanted[:rows] < 160].mean() < 40


def test_a_picture_is_read_to_words_with_places() -> None:
    document = read_bytes(encoded(page()), "brief.png")
    (only,) = document.pages
    assert [line.text for line in only.lines][:2] == list(LETTER[:2])
    assert (only.source, document.media_type) == ("ocr", "image/png")
    assert (only.width, only.height) == pytest.approx((595, 842), abs=1)
    box = only.lines[0].box
    assert box is not None
    assert box.x0 == pytest.approx(70, abs=2)
    assert box.top < 842 - 700 < box.bottom + 1


@pytest.mark.parametrize("name", ["brief.jpg", "brief.pdf", "brief.txt", "brief.tif"])
def test_a_name_that_says_something_else_is_told(name: str) -> None:
    with pytest.raises(
        UnknownFormatError, match=f"{name}: the name says a?.*content seems to be a PNG picture"
    ):
        read_bytes(encoded(page()), name)


def test_all_pages_of_a_fax_are_read() -> None:
    second = page("Zweite Seite mit einer Zeile Text darauf")
    data = encoded(page().convert("1"), "TIFF", second.convert("1"), compression="group4")
    first, other = read_bytes(data).pages
    assert PAPER in first.lines[0].text
    assert [line.text for line in other.lines] == ["Zweite Seite mit einer Zeile Text darauf"]


def test_big_tiff_is_read() -> None:
    data = encoded(page(), "TIFF", big_tiff=True)
    assert data.startswith(b"II+")
    assert PAPER in first_line(data)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_photograph_lies_as_its_camera_says(orientation: int) -> None:
    turned = page().rotate({3: 180, 6: 90, 8: 270}[orientation], expand=True)
    exif = Image.Exif()
    exif[274] = orientation
    (only,) = read_bytes(encoded(turned, "JPEG", exif=exif)).pages
    assert PAPER in only.lines[0].text
    assert only.placement is not None
    assert (only.placement.quarter_turns, only.width < only.height) == (0, True)


@pytest.mark.parametrize("exif", [b"Exif\0\0no exif at all", b"Exif\0\0II*\0\x08\0\0\0\xff\xff", b"Exif\0\0"])
def test_a_cameras_broken_notes_do_not_keep_from_reading(exif: bytes) -> None:
    assert PAPER in first_line(encoded(page(), "JPEG", exif=exif))


def test_previews_in_a_photograph_and_moving_pictures_are_no_pages() -> None:
    for kind in ("MPO", "PNG"):
        file = io.BytesIO()
        page().save(file, kind, save_all=True, append_images=[page().rotate(180)])
        assert len(read_bytes(file.getvalue()).pages) == 1


@pytest.mark.parametrize("dpi", [None, 0, 1, 72, 96, 30_000])
def test_what_no_scanner_says_of_its_resolution_is_not_believed(dpi: int | None) -> None:
    picture = picture_of_page(load(encoded(page(), dpi=(dpi, dpi) if dpi is not None else None)), 1)
    assert (picture.width, picture.height) == pytest.approx((595, 842), abs=2)


@pytest.mark.parametrize(("dpi", "width"), [(150, 595), (200, 446), (100, 893)])
def test_what_a_scanner_says_of_its_resolution_is_believed(dpi: int, width: int) -> None:
    assert picture_of_page(load(encoded(page(), dpi=(dpi, dpi))), 1).width == pytest.approx(width, abs=1)


@pytest.mark.parametrize("turned", [1, 6])
@pytest.mark.parametrize("dpi", [(204, 98), (204, 196), (200, 100), (408, 391)])
def test_a_faxs_dots_are_made_square(dpi: tuple[int, int], turned: int) -> None:
    across, down = dpi
    sent = page(dpi=across)
    sent = sent.resize((sent.width, sent.height * down // across)).convert("1", dither=Image.Dither.NONE)
    if turned == 6:  # lies on its side, and says so
        sent, across, down = sent.rotate(90, expand=True), down, across
    data = encoded(sent, "TIFF", dpi=(across, down), compression="group4", tiffinfo={274: turned})
    (only,) = read_bytes(data).pages
    assert (only.width, only.height) == pytest.approx((595, 842), abs=1)
    assert len(only.lines) == len(LETTER)
    assert [line.text for line in only.lines][:2] == list(LETTER[:2])


@pytest.mark.parametrize("dpi", [(200, 1), (1, 200), (200, 0), (200, 30_000)])
def test_half_of_a_resolution_is_not_taken_for_a_faxs(dpi: tuple[int, int]) -> None:
    picture = picture_of_page(load(encoded(page(), dpi=dpi)), 1)
    width, height = picture.width, picture.height
    assert width / height == pytest.approx(page().width / page().height, rel=0.01)


CUT: dict[str, tuple[str, float]] = {
    f"{kind} {share}": (kind, share) for kind in ("PNG", "JPEG", "TIFF") for share in (0.02, 0.4, 0.9)
}


@pytest.mark.parametrize("case", CUT)
def test_a_cut_off_picture_is_refused_not_given_by_halves(case: str) -> None:
    kind, share = CUT[case]
    whole = encoded(page(), kind)
    assert read_bytes(whole)
    with pytest.raises(DamagedFileError, match=r"^brief: the picture is broken") as caught:
        read_bytes(whole[: int(share * len(whole))], "brief")
    assert "<_io" not in str(caught.value)


def test_a_second_page_that_breaks_off_refuses_the_whole() -> None:
    one, two = (encoded(page().convert("1"), "TIFF", *[page().convert("1")] * more) for more in (0, 1))
    for size in (len(one) + 10, len(one) + 300, (len(one) + len(two)) // 2, len(two) - 50):
        with pytest.raises(DamagedFileError):
            read_bytes(two[:size], "brief.tiff")


@pytest.mark.parametrize(("width", "height"), [(0, 100), (100, 0), (2**31 - 1, 1)])
def test_a_picture_without_size_is_refused(width: int, height: int) -> None:
    with pytest.raises(RatsdokError):
        read_bytes(png_that_claims(width, height))


@pytest.mark.parametrize(("width", "height"), [(1, 1), (1, 30_000), (30_000, 1), (40, 40)])
def test_pictures_too_small_for_print_hold_no_text(width: int, height: int) -> None:
    with pytest.raises(NoTextError):
        read_bytes(encoded(Image.new("L", (width, height))))


def jpeg_that_claims(width: int, height: int) -> bytes:
    data = bytearray(encoded(page(), "JPEG"))
    frame = data.find(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def tiff_that_claims(width: int, height: int) -> bytes:
    tags = {256: width, 257: height, 258: 1, 259: 1, 262: 1, 273: 8, 277: 1, 278: height, 279: 100}
    rows = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + rows + bytes(104)


@pytest.mark.parametrize(
    ("side", "told"),
    [
        (30_000, r"^brief: a page is a picture of more than 120 million pixels\. "),
        (12_000, r"^brief: page 1 is a picture of 144 million pixels\. "),
    ],
)
@pytest.mark.parametrize("claiming", [png_that_claims, jpeg_that_claims, tiff_that_claims])
def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked(
    claiming: Callable[[int, int], bytes], side: int, told: str
) -> None:
    data = claiming(side, side)
    begin = time.monotonic()
    with pytest.raises(TooLargeError, match=told) as caught:
        read_bytes(data, "brief")
    assert time.monotonic() - begin < 0.5
    assert len(str(caught.value).splitlines()) == 1


def test_within_the_limit_it_is_the_data_that_is_missing() -> None:
    """The counter-check: it is the size that is refused above, not the lack of data."""
    with pytest.raises(DamagedFileError):
        read_bytes(png_that_claims(10_000, 10_000))


def test_a_coarse_picture_is_not_enlarged_beyond_the_limit() -> None:
    assert 5_000**2 < MAX_PIXELS < 5_000**2 * (200 / 60) ** 2
    with pytest.raises(TooLargeError, match="pixels"):
        read_bytes(encoded(Image.new("1", (5_000, 5_000), 1), dpi=(61, 61)))


@pytest.mark.skipif(sys.platform == "win32", reason="no measure of memory")
def test_refusing_takes_no_memory() -> None:
    script = (
        "import resource, sys\nfrom ratsdok.reading import images, read\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n    read(sys.stdin.buffer.read())\n"
        "except Exception as error:\n    print(type(error).__name__)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=png_that_claims(30_000, 30_000), capture_output=True, check=True
    )
    kind, grown = done.stdout.split()
    assert kind == b"TooLargeError"
    assert int(grown) < 30_000  # KiB


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_PAGES", 2)
    small = Image.new("1", (50, 50), 1)
    with pytest.raises(TooLargeError, match="3 pages, more than 2"):
        read_bytes(encoded(small, "TIFF", small, small))


def test_an_empty_back_is_passed_over() -> None:
    document = read_bytes(encoded(page(), "TIFF", blank()))
    assert [len(each.lines) for each in document.pages] == [len(LETTER), 0]
    assert [(each.code, each.severity) for each in document.remarks] == [("blank-page", "info")]
    with pytest.raises(NoTextError, match="no text on its only page"):
        read_bytes(encoded(blank()))


def test_nothing_is_recognised_where_that_is_not_wanted() -> None:
    with pytest.raises(NoTextError, match="a picture has no text layer"):
        read_bytes(encoded(page()), mode="never")
