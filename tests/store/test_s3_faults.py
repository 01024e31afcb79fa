"""An S3 store that is slow, refuses, fails, breaks off or is gone: nothing is lost or torn, and all comes back."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest

from ek_data.errors import Fault
from ek_data.i18n import GERMAN
from ek_data.store import backends, monitor
from ek_data.store.data_sources import StoreSource
from ek_data.store.monitor import Watch
from ek_data.store.publisher import Overtaken, Store, make_store, open_store
from tests.store.faulty import FAULTS, Proxy, faulty
from tests.store.places import BUCKET
from tests.store.rows import said, saying

pytestmark = pytest.mark.night

REFUSED = "verweigert den Zugriff"
SILENT = "antwortet nicht"


@pytest.fixture
def proxy(s3_environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    with faulty(s3_environment["AWS_ENDPOINT"]) as found:
        for name, value in {**s3_environment, "AWS_ENDPOINT": found.address}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(backends, "PATIENCE", {"timeout": "1s", "connect_timeout": "1s"})
        monkeypatch.setattr(backends, "RETRIES", {"max_retries": 1, "retry_timeout": timedelta(seconds=2)})
        monkeypatch.setattr(monitor, "PATIENTLY", 60.0)
        yield found


@pytest.fixture
def store(proxy: Proxy) -> Store:
    found = make_store(f"s3://{BUCKET}/{uuid.uuid4().hex}")
    found.publish(0, saying("a"), author="Anna", note="")
    return found


@pytest.mark.parametrize("fault", FAULTS)
def test_pages_keep_what_was_read_last_say_why_and_recover(proxy: Proxy, store: Store, fault: str) -> None:
    watch = Watch(lambda: StoreSource(store))
    assert said(watch.state().dataset) == {"a"}
    proxy.fail(fault)
    watch.look_again()
    assert said(watch.state().dataset) == {"a"}
    outage = watch.outage()
    assert outage
    assert (REFUSED if fault == "403" else SILENT) in outage.sentence(GERMAN)
    proxy.mend()
    store.publish(1, saying("b"), author="Anna", note="")
    watch.look_again()
    assert watch.outage() is None
    assert said(watch.state().dataset) == {"b"}


@pytest.mark.parametrize("fault", FAULTS)
def test_publishing_is_told_to_have_failed_and_leaves_nothing_torn(proxy: Proxy, store: Store, fault: str) -> None:
    proxy.fail(fault)
    with pytest.raises(Fault) as raised:
        store.publish(1, saying("b"), author="Anna", note="")
    assert not isinstance(raised.value, Overtaken)
    assert raised.value.sentence(GERMAN) != raised.value.message  # in German
    proxy.mend()
    assert said(open_store(store.objects.place).newest().dataset) == {"a"}
    store.publish(1, saying("c"), author="Anna", note="")
    assert [said(store.dataset(release.number)) for release in store.releases()] == [{"c"}, {"a"}]


@pytest.mark.parametrize("step", ["tables/", "releases/"])
@pytest.mark.parametrize("fault", FAULTS)
def test_fault_in_the_middle_of_publishing_leaves_all_or_nothing(
    proxy: Proxy, store: Store, monkeypatch: pytest.MonkeyPatch, fault: str, step: str
) -> None:
    create = backends.Bucket.create

    def failing_at(bucket: backends.Bucket, key: str, data: bytes) -> bool:
        if key.startswith(step) and not proxy.fault:
            proxy.fail(fault)
        return create(bucket, key, data)

    monkeypatch.setattr(backends.Bucket, "create", failing_at)
    with pytest.raises(Fault) as raised:
        store.publish(1, saying("b"), author="Anna", note="")
    assert raised.value.sentence(GERMAN) != raised.value.message  # in German
    proxy.mend()
    monkeypatch.setattr(backends.Bucket, "create", create)
    arrived = open_store(store.objects.place)
    assert said(arrived.newest().dataset) == {1: {"a"}, 2: {"b"}}[arrived.newest_number()]
    store.publish(arrived.newest_number(), saying("c"), author="Anna", note="")
    assert said(store.newest().dataset) == {"c"}


def test_answer_lost_after_the_last_step_is_told_as_uncertain(
    proxy: Proxy, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = backends.Bucket.create

    def lost_at_the_end(bucket: backends.Bucket, key: str, data: bytes) -> bool:
        if key.startswith("releases/"):
            proxy.fail("answer lost")
        return create(bucket, key, data)

    monkeypatch.setattr(backends.Bucket, "create", lost_at_the_end)
    with pytest.raises(Fault) as raised:
        store.publish(1, saying("b"), author="Anna", note="")
    assert "nicht sicher" in raised.value.sentence(GERMAN)
    proxy.mend()
    known = open_store(store.objects.place)
    assert known.newest_number() == 2
    assert said(known.newest().dataset) == {"b"}  # it had arrived, whole
