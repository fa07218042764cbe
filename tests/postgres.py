"""A real PostgreSQL server of the tests' own, on loopback; it goes when the tests end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import sqlalchemy

USER = "ratsdok"
PASSWORD = "geheim"


class Server:
    """A server with one user, whose password is needed, and as many databases as are asked for."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ratsdok-postgres-"))
        self.port = _free_port()
        self._databases = 0
        _own(self.folder)
        password = self.folder / "password"
        password.write_text(PASSWORD)
        _own(password)
        auth = ("--auth=scram-sha-256", f"--username={USER}", f"--pwfile={password}")
        self._run("initdb", "--encoding=UTF8", "--locale=C.UTF-8", *auth, "--no-sync")
        self.start()

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        self._run("pg_ctl", "start", "--wait", f"--log={self.folder / 'log'}", f"--options={options}")

    def stop(self) -> None:
        """End all connections and the server at once."""
        self._run("pg_ctl", "stop", "--wait", "--mode=immediate")

    def restart(self) -> None:
        self.stop()
        self.start()

    def new_database(self) -> str:
        """Make an empty database and return its URL, with the password."""
        self._databases += 1
        name = f"archive{self._databases}"
        engine = sqlalchemy.create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        engine.dispose()
        return self.url(name)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{USER}:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [_program(program), "--pgdata", str(self.folder / "data"), *arguments]
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, timeout=120, cwd=self.folder, user=_user()
        )


def is_installed() -> bool:
    return _programs() is not None


def _programs() -> Path | None:
    """Return where a server's programs are: Debian has them beside the PATH, a folder a version."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1] if folders else None


def _program(name: str) -> str:
    folder = _programs()
    assert folder is not None
    return str(folder / name)


def _user() -> str | None:
    """Return whom the server runs as: it refuses to be root's."""
    return "postgres" if os.geteuid() == 0 else None


def _own(path: Path) -> None:
    if user := _user():
        entry = pwd.getpwnam(user)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
