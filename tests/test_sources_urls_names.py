"""What is told of URLs: names without secrets, and yet one for each document."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from ratsdok.conversion.remote import RemotePlace
from ratsdok.conversion.sources import Sources
from ratsdok.conversion.urls import public_name
from stored import error_of_reading, names_in


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://anna:geheim@host/a.pdf", "https://host/a.pdf"),
        ("https://geheim@host:80/a.pdf", "https://host:80/a.pdf"),
        ("https://host/a.pdf?id=5&X-Amz-Signature=geheim", "https://host/a.pdf?id=5&X-Amz-Signature=***"),
        ("https://host/a.pdf?sv=1&sig=geheim%2F+/=", "https://host/a.pdf?sv=1&sig=***"),
        ("https://host/get.php;jsessionid=geheim?id=5", "https://host/get.php;jsessionid=***?id=5"),
        ("https://host/get?access_token=geheim;id=5#geheim", "https://host/get?access_token=***;id=5"),
        ("zip://*.pdf::https://a:geheim@host/a.zip?key=geheim", "zip://*.pdf::https://host/a.zip?key=***"),
        ("s3://geheim:geheim@eimer/a@b.pdf", "s3://eimer/a@b.pdf"),
    ],
)
def test_a_name_has_no_secret(url: str, name: str) -> None:
    place = RemotePlace(url)
    assert place.name == name
    assert "geheim" not in repr(place) + place.file


@pytest.mark.parametrize(
    "url",
    [
        "https://rat.example/getfile.php?id=123&type=do&author=x&design=y",
        "https://rat.example/a@b.pdf",
        "abfs://container@konto.dfs.core.windows.net/a.pdf",
        "s3://eimer/a?key=b#c.pdf",
        "memory://a@b.pdf",
    ],
)
def test_a_name_tells_documents_apart(url: str) -> None:
    assert public_name(url) == url


def test_what_is_named_is_told(tmp_path: Path) -> None:
    sources = Sources(["memory://a.pdf", "zip://*::memory://b.zip", tmp_path, "memory://a.pdf"])
    assert sources.names == ["memory://a.pdf", "zip://*::memory://b.zip", str(tmp_path)]


def test_urls_that_differ_in_secrets_only_have_two_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ratsdok.conversion.remote.check", lambda _: None)
    urls = [f"https://host/a.pdf?key={key}" for key in "ab"]
    assert names_in(*urls) == ["https://host/a.pdf?key=***", "https://host/a.pdf?key=***#2"]
    assert set(Sources(urls).names) == {"https://host/a.pdf?key=***"}


def test_an_error_does_not_tell_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("https://anna:geheim@host/a.pdf?sig=geheim")

    url = "memory://namen/a.pdf"
    fsspec.filesystem("memory").pipe_file(url, b"")
    monkeypatch.setattr(MemoryFileSystem, "_open", fail)
    assert "(ValueError)" in str(error_of_reading(url))
    assert "geheim" not in str(error_of_reading(url))


def test_the_document_of_a_web_server_has_a_readable_name() -> None:
    assert RemotePlace("https://host/b/Antr%C3%A4ge.pdf?x=1/2").file == "Anträge.pdf"
    assert RemotePlace("https://host/get.php;v=1?id=5").file == "get.php"
