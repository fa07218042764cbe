"""LibreOffice: a DOCX to a PDF that is accessible and can be archived. A process and a profile a letter."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from ratsdok.errors import ConversionError, OfficeMissingError

_VARIABLE = "RATSDOK_SOFFICE"
"""Names the program, whatever else is installed."""

# Its commands, and where installers put it without telling those who look for programs: macOS, Windows. There
# the `.com` is the one that waits and prints.
_USUAL = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)

_REMEDIES = {
    "Linux": "sudo apt-get install libreoffice-writer",
    "Darwin": "brew install --cask libreoffice",
    "Windows": "winget install TheDocumentFoundation.LibreOffice",
}

# What differs from LibreOffice's defaults, and of those what a letter depends on. In the profile, not on the
# command line: before LibreOffice 7.4 that took no options, and gave PDFs without tags without a word.
_EXPORT = "Office.Common/Filter/PDF/Export"
_SETTINGS = (
    (_EXPORT, "PDFUACompliance", "true"),  # accessible: tagged, and its metadata says PDF/UA
    (_EXPORT, "UseTaggedPDF", "true"),
    (_EXPORT, "SelectPdfVersion", "2"),  # PDF/A-2: all fonts in the file, colours defined, nothing outside it
    (_EXPORT, "DisplayPDFDocumentTitle", "true"),  # the title in the window, not the file's name: PDF/UA
    (_EXPORT, "ExportBookmarks", "true"),  # the headings as an outline
    (_EXPORT, "ExportFormFields", "false"),  # a letter that was sent is not filled in
    (_EXPORT, "ExportNotes", "false"),  # comments are for those who write it
    (_EXPORT, "UseLosslessCompression", "true"),  # no JPEG of a coat of arms
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),  # fetch nothing from anywhere
    ("Setup/L10N", "ooSetupSystemLocale", "de-DE"),  # German where the DOCX names no language, on any machine
)

_IMPORT = "MS Word 2007 XML"
"""LibreOffice's name for DOCX. Unless it is told, it takes anything for text and makes a PDF of that."""

_ZIP = b"PK\x03\x04"
_NOISE = re.compile(r"convert .* -> .* using filter|Overwriting: |.*\bjavaldx\b")
"""What it prints when all is well, and when there is no Java, which it does not need here."""

_NAME = re.compile(r"(\w+ )?\w*Office\w* \d")
"""How the line with its version begins; the desktop's libraries may complain before it."""

_MOST = 100
"""Letters of one call of LibreOffice: 7.4 silently leaves off behind the 249th."""

_LONGEST = 200  # characters of what it printed that go into an error
_PATIENCE = 10.0  # seconds for telling its version
_PARTING = 2.0  # seconds for killed processes to be gone


def convert(docx: bytes, *, seconds: float = 60.0) -> bytes:
    """Return a DOCX as a PDF; see `convert_all`."""
    return convert_all([docx], seconds=seconds)[0]


def convert_all(letters: Sequence[bytes], *, seconds: float = 60.0) -> list[bytes]:
    """Return DOCX files as PDFs, tagged, and declared as PDF/UA-1 and PDF/A-2b.

    What makes a letter accessible has to be in the DOCX: title, language, headings, texts for pictures.
    Calls may run at the same time. Each takes about a second, leaves nothing behind, and loads nothing that
    the DOCX links to. Of many files each takes some hundredths of a second more.

    Args:
        letters: the bytes of each file.
        seconds: how long LibreOffice may take, for each hundred of them; then it is killed, with all that it
            has started.

    Raises:
        OfficeMissingError: there is no LibreOffice.
        ConversionError: some bytes are no DOCX, or LibreOffice failed, made no PDF, or took too long.
    """
    path = _needed()
    if not all(each.startswith(_ZIP) for each in letters):  # of an empty file it would make an empty letter
        raise ConversionError("what is to become a PDF is no DOCX", remedy="Give the bytes of a DOCX")
    try:
        made: list[bytes] = []
        for start in range(0, len(letters), _MOST):
            with _folder() as name:
                made += _pdfs(path, letters[start : start + _MOST], Path(name).resolve(), seconds)
        return made
    except OSError as error:
        raise ConversionError(f"there is no temporary folder to make the PDF in ({error})") from error


def program() -> str | None:
    """Return the path of LibreOffice's program; None: it is not on this machine.

    The environment variable RATSDOK_SOFFICE names another one than the first found.
    """
    named = os.environ.get(_VARIABLE)
    found = next(filter(None, map(shutil.which, [named] if named else _USUAL)), None)
    return str(Path(found).absolute()) if found else None


def version() -> str | None:
    """Return what LibreOffice calls itself, such as `LibreOffice 7.4.7.2`.

    None: it is not on this machine, or does not start within 10 s.
    """
    path = program()
    if path is None:
        return None
    try:
        with _folder() as name:
            code, told = _run([path, "--version"], Path(name), _PATIENCE)
    except (ConversionError, OSError):
        return None
    return (
        next((line.strip() for line in told.splitlines() if _NAME.match(line)), None) if code == 0 else None
    )


def remedy() -> str:
    """Return the command that gets LibreOffice on this system."""
    return _REMEDIES.get(platform.system(), _REMEDIES["Linux"])


def _needed() -> str:
    path = program()
    if path is None:
        problem = "LibreOffice is not installed"
        if named := os.environ.get(_VARIABLE):
            problem = f"{_VARIABLE} names {named}, which is no program"
        cure = f"Install LibreOffice Writer ({remedy()}), or write the DOCX only, without --pdf"
        raise OfficeMissingError(problem, remedy=cure)
    return path


def _folder() -> TemporaryDirectory[str]:
    """Return a folder for one call; that it cannot be removed is no reason to refuse a PDF."""
    return TemporaryDirectory(prefix="ratsdok-", ignore_cleanup_errors=True)


def _pdfs(path: str, letters: Sequence[bytes], folder: Path, seconds: float) -> list[bytes]:
    """Convert in a folder that is there for nothing else."""
    names = [f"letter-{number}" for number in range(len(letters))]
    for name, letter in zip(names, letters, strict=True):
        (folder / f"{name}.docx").write_bytes(letter)
    profile = folder / "profile"
    _make_profile(profile)
    command = [
        path,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        f"--infilter={_IMPORT}",
        *("--convert-to", "pdf:writer_pdf_Export"),
        *(f"{name}.docx" for name in names),  # the PDF comes beside it; in a path a %20 would be a blank
    ]
    try:
        code, told = _run(command, folder, seconds)
    finally:
        _remove_socket(profile)
    if code:
        how = f"signal {-code}" if code < 0 else f"code {code}"
        raise ConversionError(f"LibreOffice ended with {how}{_last_words(told)}")
    return [_made(folder / f"{name}.pdf", told) for name in names]


def _made(target: Path, told: str) -> bytes:
    if not target.is_file():
        raise ConversionError(f"LibreOffice made no PDF{_last_words(told)}")
    pdf = target.read_bytes()
    if not pdf.startswith(b"%PDF"):
        raise ConversionError(f"LibreOffice made a file that is no PDF{_last_words(told)}")
    return pdf


def _make_profile(profile: Path) -> None:
    """Make a profile that holds nothing but our settings."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{place}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for place, name, value in _SETTINGS
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
    file = profile / "user" / "registrymodifications.xcu"
    file.parent.mkdir(parents=True)
    file.write_text(f"{head}{items}</oor:items>\n", "utf-8")


def _run(command: Sequence[str], folder: Path, seconds: float) -> tuple[int, str]:
    """Run a program in a folder to its end; return its exit code, and all that it printed.

    Raises:
        ConversionError: it cannot be started, or takes longer than the seconds.
    """
    own = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder))
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**os.environ, **own, "LC_ALL": "C.UTF-8"},  # names of folders are UTF-8, messages English
            start_new_session=True,  # a group of processes that can be killed together
        )
    except OSError as error:
        raise ConversionError(f"LibreOffice cannot be started ({error})") from error
    with process:
        try:
            told = process.communicate(timeout=seconds)[0]
        except subprocess.TimeoutExpired as error:
            raise ConversionError(f"LibreOffice took longer than {seconds:g} s") from error
        finally:
            _kill(process)
    return process.returncode, told.decode(errors="replace")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it has started: `soffice` starts a program that starts the real one."""
    if sys.platform == "win32":
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    else:
        with suppress(OSError):  # all of them have ended by themselves
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    # Their output ends when the last of them has: then nobody writes any more to the folder that is to go.
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=_PARTING)


def _remove_socket(profile: Path) -> None:
    """Remove the socket that LibreOffice leaves in /tmp, whatever TMPDIR says, when it is killed.

    Its name holds the MD5 of the profile's address, byte by byte in hexadecimal digits.
    """
    if sys.platform != "win32":
        digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
        name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
        Path("/tmp", name).unlink(missing_ok=True)


def _last_words(told: str) -> str:
    """Return the last line that says something, in brackets; nothing where there is none."""
    lines = [line.strip() for line in told.splitlines() if line.strip() and not _NOISE.match(line)]
    return f" ({lines[-1][:_LONGEST]})" if lines else ""
