"""Run a command against a throw-away PostgreSQL: `python tools/postgres.py pytest ...`.

A cluster is made in a temporary folder, listens on this machine only, is given to the command as DATABASE_URL, and is
stopped and deleted whatever happens. PostgreSQL refuses to run as root, so root hands it to an unprivileged user.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools.need import advice, find_postgres, is_required

# A crash may lose this cluster, which is the point of it: no waiting for the disk.
CONFIGURATION = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 60
"""


def unprivileged() -> list[str]:
    """The words in front of a command that keep root out of it."""
    if os.geteuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    group = str(pwd.getpwnam(user).pw_gid)
    return ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "--"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(programs: Path, folder: Path, port: int) -> None:
    """Make the cluster and wait until it answers; what PostgreSQL says about it goes to a log beside it."""
    data = folder / "cluster"
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    say = {"check": True, "stdout": subprocess.DEVNULL, "env": environment, "cwd": folder}
    make = ["--username=isaf", "--auth=trust", "--encoding=UTF8", "--no-sync", f"--pgdata={data}"]
    subprocess.run([*unprivileged(), programs / "initdb", *make], **say)
    with (data / "postgresql.conf").open("a") as file:
        file.write(CONFIGURATION.format(port=port, folder=folder))
    run = ["start", "--wait", "--silent", f"--pgdata={data}", f"--log={folder / 'log'}"]
    subprocess.run([*unprivileged(), programs / "pg_ctl", *run], **say)


def stop(programs: Path, folder: Path) -> None:
    command = [programs / "pg_ctl", "stop", "--mode=immediate", "--silent", f"--pgdata={folder / 'cluster'}"]
    subprocess.run([*unprivileged(), *command], check=False, cwd=folder, stdout=subprocess.DEVNULL)


def main(command: list[str]) -> int:
    found = find_postgres()
    if not found:
        print(advice("postgres"), file=sys.stderr)
        return 3 if is_required("postgres") else 0
    programs, port = Path(found), free_port()
    folder = Path(tempfile.mkdtemp(prefix="isaf-postgres-"))
    if words := unprivileged():
        shutil.chown(folder, words[1].split("=")[1])
    try:
        start(programs, folder, port)
        address = f"postgres://isaf@127.0.0.1:{port}/postgres"
        return subprocess.run(command, check=False, env=os.environ | {"DATABASE_URL": address}).returncode
    finally:
        stop(programs, folder)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
