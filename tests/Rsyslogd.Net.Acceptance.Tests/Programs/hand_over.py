"""Starts a program as systemd does: hand_over.py SOCKET PROGRAM ARGUMENT...; the socket is descriptor 3."""
import os
import socket
import sys

listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(sys.argv[1])
os.dup2(listener.fileno(), 3)
os.set_inheritable(3, True)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1", LISTEN_FDNAMES="syslog.socket")
os.execv(sys.argv[2], sys.argv[2:])
