"""Runs one configuration and its messages through a daemon."""

import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time

READY = 20.0
OUTPUT = 10.0

PREAMBLE = """\
global(net.enableDNS="off")
module(load="imtcp")
input(type="imtcp" port="0" address="127.0.0.1" listenPortFileName="{folder}/port" ruleset="main")
"""


class Crash(Exception):
    """The daemon ended, or never became ready."""


def run(daemon, configuration, messages, records):
    """What the daemon writes into {folder}/out for the messages; ends early when `records` bytes of RECORD_END are there."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = pathlib.Path(folder)
        (path / "rsyslog.conf").write_bytes((PREAMBLE.format(folder=folder).encode() + configuration).replace(b"{folder}", folder.encode()))
        environment = dict(os.environ, TZ="UTC", LANG="C.UTF-8", FUZZ="from the environment")
        with open(path / "errors", "wb") as errors:
            process = subprocess.Popen(
                [daemon, "-n", "-f", str(path / "rsyslog.conf"), "-i", str(path / "pid")],
                cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors)
        try:
            port = _wait_for_port(process, path)
            _send(port, messages)
            _wait_for(process, path / "out", records)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        if process.returncode != 0:
            raise Crash(_last_words(path))
        return (path / "out").read_bytes() if (path / "out").exists() else b""


def _wait_for_port(process, path):
    end = time.monotonic() + READY
    while time.monotonic() < end and process.poll() is None:
        try:
            port = int((path / "port").read_text())
            if (path / "pid").exists():
                return port
        except (OSError, ValueError):
            pass
        time.sleep(0.01)
    raise Crash(_last_words(path))


def _send(port, messages):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for message in messages:
            connection.sendall(b"%d %s" % (len(message), message))


def _wait_for(process, file, records):
    end = time.monotonic() + OUTPUT
    while time.monotonic() < end and process.poll() is None:
        if file.exists() and file.read_bytes().count(RECORD_END) >= records:
            return
        time.sleep(0.01)


def _last_words(path):
    return (path / "errors").read_text(errors="replace").strip()[-500:]


RECORD_END = b"\x1d"
