"""The server's sockets: an answer is sent at once, not when the reader's machine has said that it got the part before."""

from __future__ import annotations

import os
import socket
import stat
from contextlib import suppress
from pathlib import Path

FILES = Path("/proc/self/fd")


def at_once() -> int:
    """Switch Nagle's algorithm off where this process listens; return on how many sockets.

    Head and body of an answer are written one after the other. With the algorithm on, as it is on a socket that wasn't
    made by asyncio itself, the body waits up to 40 ms for the head to be acknowledged. What is accepted inherits the
    setting on Linux; elsewhere nothing is done.
    """
    found = 0
    for name in os.listdir(FILES) if FILES.is_dir() else ():
        # A socket that isn't TCP refuses, and what is closed in the meantime isn't there.
        with suppress(OSError):
            if not stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                continue
            with socket.socket(fileno=os.dup(int(name))) as one:
                if one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    found += 1
    return found
