"""An answer is sent at once, on the sockets that the server has made."""

from __future__ import annotations

import os
import socket

import pytest

from qantar.web import sockets

pytestmark = pytest.mark.skipif(not sockets.FILES.is_dir(), reason="only Linux lists a process' sockets")


def test_what_is_accepted_sends_at_once():
    # As Streamlit makes its socket: asyncio sets nothing on what such a one accepts.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        assert not server.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert sockets.at_once() >= 1
        with socket.create_connection(server.getsockname()), server.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_other_files_are_left_alone_and_none_stays_open():
    here, there = socket.socketpair()
    with here, there:
        before = len(os.listdir(sockets.FILES))
        sockets.at_once()
        assert len(os.listdir(sockets.FILES)) == before
        here.send(b"x")
        assert there.recv(1) == b"x"
