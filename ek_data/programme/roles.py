"""Roles: what code asks an allowed value for, so that it need not know which values there are."""

from collections.abc import Mapping
from enum import StrEnum

from ek_data.i18n import N_


class Role(StrEnum):
    """A part that values of a closed list play. Several may play one, and one may play several."""

    PLANNED = "planned"
    """A measure on which work has not begun."""
    UNDERWAY = "underway"
    """A measure on which work has begun, and which is not there yet."""
    RUNNING = "running"
    """A measure underway that is being carried out since its start, which is therefore no date to keep."""
    STARTED = "started"
    """A measure on which work has begun."""
    DONE = "done"
    """A measure that is, or was, there."""
    OVER = "over"
    """A measure that was there: what is alive goes before it."""
    ANNOUNCED = "announced"
    """An event that is to come."""
    TAKES_PART = "takes_part"
    """A municipality that counts as participating."""
    DISTRICT = "district"
    """A municipality that others lie inside."""
    MEMBER = "member"
    """A municipality inside an association."""
    LOCAL = "local"
    """A municipality inside a district that has an administration of its own."""
    CONFERENCE = "conference"
    ATTENDED = "attended"
    """An event whose attendance is summed by its type, beside that of the conferences."""
    MEETING = "meeting"
    """Where the teams of municipalities meet, to look back to."""
    KICKOFF = "kickoff"
    """The meeting with which a cohort begins."""
    NETWORK_MEETING = "network_meeting"
    WORKING_MEETING = "working_meeting"
    TRAINING = "training"
    DOUBTFUL = "doubtful"
    """A source that cannot be relied on."""
    TERM = "term"
    """A key fact that says how long the programme lasts."""
    SURROUNDINGS = "surroundings"
    """A key fact on all of the region, beside which the programme stands."""
    STARTERS = "starters"
    """A key fact: how many municipalities began."""
    COHORT_SIZE = "cohort_size"
    """A key fact: how many municipalities are in a cohort."""
    PROGRAMME_SIZE = "programme_size"
    """A key fact: how many municipalities take part in all."""
    JOINT_MEETINGS = "joint_meetings"
    """A key fact: how many meetings there were, in person and online."""
    IN_PERSON_MEETINGS = "in_person_meetings"
    """A key fact: how many of them were in person."""
    ONLINE_MEETINGS = "online_meetings"
    """A key fact: how many of them were online."""
    CONFERENCE_ATTENDANCE = "conference_attendance"
    """A key fact: how many come to a conference."""
    FUNDING_CEILING = "funding_ceiling"
    """A key fact: how much a municipality may get in a year."""
    FUNDING = "funding"
    """A key fact: how much a municipality was paid in a year."""
    PHASE = "phase"
    """A key fact: since when a municipality, or all of a cohort, is in a phase of the programme."""
    EARLIER = "earlier"
    """A key fact: who took part in a cohort from before the programme."""
    LAST_YEAR = "last_year"
    """A key fact of which the value is a year."""


COMPARED = N_("is compared with the number of municipalities")
MEANT: Mapping[str, Mapping[Role, str]] = {  # by list: the roles that an option of it may play
    "categories": {Role.CONFERENCE: N_("is an event with attendance as well")},
    "event_types": {
        Role.CONFERENCE: N_("its attendance is counted"),
        Role.ATTENDED: N_("its attendance is summed by its type"),
        Role.MEETING: N_("the teams of municipalities meet"),
        Role.KICKOFF: N_("begins a cohort"),
        Role.NETWORK_MEETING: N_("counts among meetings of the network"),
        Role.WORKING_MEETING: N_("counts among meetings for work"),
        Role.TRAINING: N_("teaches something"),
    },
    "kinds": {
        Role.DISTRICT: N_("others lie inside it"),
        Role.LOCAL: N_("has an administration of its own in a district"),
        Role.MEMBER: N_("lies in an association"),
    },
    "statuses": {
        Role.PLANNED: N_("work has not begun"),
        Role.UNDERWAY: N_("is not there yet"),
        Role.RUNNING: N_("is being carried out"),
        Role.STARTED: N_("work has begun"),
        Role.DONE: N_("is or was there"),
        Role.OVER: N_("is there no more"),
    },
    "metrics": {
        Role.TERM: N_("how long the programme lasts"),
        Role.SURROUNDINGS: N_("is about all of the region"),
        Role.STARTERS: COMPARED,
        Role.COHORT_SIZE: COMPARED,
        Role.PROGRAMME_SIZE: COMPARED,
        Role.JOINT_MEETINGS: N_("number of meetings"),
        Role.IN_PERSON_MEETINGS: N_("number of meetings in person"),
        Role.ONLINE_MEETINGS: N_("number of meetings online"),
        Role.CONFERENCE_ATTENDANCE: N_("how many come to one event"),
        Role.FUNDING_CEILING: N_("at most for one municipality in a year"),
        Role.FUNDING: N_("what a municipality was paid in a year"),
        Role.PHASE: N_("since when a municipality or cohort is in a phase"),
        Role.EARLIER: N_("who took part before the programme"),
        Role.LAST_YEAR: N_("its value is a year"),
    },
}
ALONE = (  # roles of metrics: of several it would not be known which is compared, or an amount would be another's
    Role.STARTERS,
    Role.COHORT_SIZE,
    Role.PROGRAMME_SIZE,
    Role.JOINT_MEETINGS,
    Role.IN_PERSON_MEETINGS,
    Role.ONLINE_MEETINGS,
    Role.CONFERENCE_ATTENDANCE,
    Role.FUNDING_CEILING,
    Role.FUNDING,
)
