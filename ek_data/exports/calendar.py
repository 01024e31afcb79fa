"""The events of the programme as a calendar file (iCalendar, RFC 5545), to open in a calendar or to subscribe to."""

from __future__ import annotations

import datetime as dt
import uuid

import pandas as pd
from icalendar import Calendar, Event

from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.dataset.programme_rows import of_programme
from ek_data.figures import event_words
from ek_data.figures.qualified import Row
from ek_data.i18n import N_, Language
from ek_data.programme.current import current
from ek_data.programme.fixed_lists import EventStatus
from ek_data.tables import EVENTS
from ek_data.tables.types import Precision
from ek_data.text import is_web_address

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//{title}//Dashboard//DE"
STATUS = {EventStatus.HELD: "CONFIRMED", EventStatus.ANNOUNCED: "TENTATIVE", EventStatus.CANCELLED: "CANCELLED"}
TITLE = N_("Events of {of_the_programme}")


def dated(events: pd.DataFrame) -> pd.DataFrame:
    """Return the `events` whose day is known. Of the others a calendar would claim a day that nobody has stated.

    Columns: those of `events`.
    """
    return events[events["starts_on"].notna() & (events["starts_on_precision"] == Precision.DAY)]


def calendar_file(dataset: Dataset, lang: Language) -> bytes:
    """Return the events of the programme whose day is known as an ``.ics`` file, each as a whole day.

    An event keeps its identity from release to release, so that a subscribed calendar updates it.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT.format(title=current().programme.title.de))
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{DEMO_MARK}: {lang(TITLE)}" if dataset.demo else lang(TITLE))
    for event in dated(of_programme(dataset.events)).sort_values(["starts_on", "event_id"]).to_dict("records"):
        calendar.add_component(_entry(event, dataset, lang))
    return bytes(calendar.to_ical())


def _entry(event: Row, dataset: Dataset, lang: Language) -> Event:
    day = event["starts_on"].date()
    entry, namespace = Event(), uuid.uuid5(uuid.NAMESPACE_OID, current().programme.code)
    entry.add("uid", str(uuid.uuid5(namespace, str(event["event_id"]))))
    entry.add("dtstamp", dataset.origin.published_at or dt.datetime.combine(dataset.as_of or day, dt.time(), dt.UTC))
    entry.add("sequence", dataset.origin.release or 0)
    entry.add("dtstart", day)
    entry.add("dtend", day + dt.timedelta(days=1))
    entry.add("summary", f"{DEMO_MARK}: {event['title']}" if dataset.demo else str(event["title"]))
    entry.add("status", STATUS[EventStatus(event["status"])])
    entry.add("transp", "TRANSPARENT")
    entry.add("description", "\n".join(_described(event, dataset, lang)))
    if pd.notna(event["place"]):
        entry.add("location", str(event["place"]))
    if pd.notna(event["source_url"]) and is_web_address(event["source_url"]):
        entry.add("url", str(event["source_url"]))
    return entry


def _described(event: Row, dataset: Dataset, lang: Language) -> list[str]:
    """Return the lines below an entry: type, status, host, attendance."""
    host: str = "" if pd.isna(event["municipality"]) else dataset.names_by_ars.get(event["municipality"], "")
    lines = [lang.of(EVENTS[name].option(str(event[name])).words) for name in ("type", "status")]
    if host:
        lines.append(lang("Host: {name}", name=host))
    if event["status"] == EventStatus.HELD:
        lines.append(lang("Attendance: {number}", number=event_words.who_came(event, lang)))
    return lines
