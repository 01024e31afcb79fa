"""How the server's threads and sockets are set."""

import gc
import socket
import threading
import time

import pytest
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.web.server.starlette import starlette_server

from ek_data.web import app, tuning


def test_connections_send_small_messages_at_once():
    listening = starlette_server._bind_socket("127.0.0.1", 0, 1)
    assert app.tuning  # importing the server has changed how Streamlit binds
    listening.setblocking(True)
    with listening, socket.create_connection(listening.getsockname()):
        connection, _peer = listening.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_what_is_loaded_at_the_start_is_not_looked_through_again():
    tuning.leave_alone_what_stays()
    assert gc.get_freeze_count() > 1000
    gc.unfreeze()


def test_queue_lets_one_after_the_other():
    queue, at_once, most = tuning.Turns(longest=60), [], []

    def go() -> None:
        with queue.turn():
            at_once.append(1)
            most.append(len(at_once))
            time.sleep(0.002)
            at_once.pop()

    threads = [threading.Thread(target=go) for _n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 8


def test_queue_goes_on_beside_whoever_takes_long_and_is_not_given_back_twice():
    queue, done = tuning.Turns(longest=0.05), []

    def quick(name: str) -> None:
        with queue.turn():
            done.append(name)

    with queue.turn():  # does not end until the others are through
        for name in ("one", "two", "three"):
            thread = threading.Thread(target=quick, args=[name])
            thread.start()
            thread.join(timeout=30)
        assert done == ["one", "two", "three"]
        with queue.turn():
            pass
    assert queue._going is None


def test_queue_goes_on_after_a_failure():
    queue = tuning.Turns(longest=60)
    with pytest.raises(ZeroDivisionError), queue.turn():
        1 / 0  # noqa: B018
    with queue.turn():
        pass


def test_theme_is_worked_out_once_and_told_to_every_session():
    worked_out = []

    def populate(message: CustomThemeConfig, section: str) -> None:
        worked_out.append(section)
        message.primary_color = section

    fill = tuning.kept(populate)
    for _session in range(3):
        message = CustomThemeConfig()
        fill(message)
        fill(message.light, "theme.light")
        assert (message.primary_color, message.light.primary_color) == ("theme", "theme.light")
    assert worked_out == ["theme", "theme.light"]
