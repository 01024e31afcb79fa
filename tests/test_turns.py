"""How the server's threads and sockets are set."""

import gc
import socket
import sys

from streamlit.web.server.starlette import starlette_server

from ek_data import server, turns


def test_connections_send_small_messages_at_once():
    listening = starlette_server._bind_socket("127.0.0.1", 0, 1)
    assert server.turns  # importing the server has changed how Streamlit binds
    listening.setblocking(True)
    with listening, socket.create_connection(listening.getsockname()):
        connection, _peer = listening.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_turns_are_shorter_than_pythons():
    usual = sys.getswitchinterval()
    turns.take_short_turns()
    assert sys.getswitchinterval() < 0.005
    sys.setswitchinterval(usual)


def test_what_is_loaded_at_the_start_is_not_looked_through_again():
    turns.leave_alone_what_stays()
    assert gc.get_freeze_count() > 1000
    gc.unfreeze()
