"""Roles: what code asks an allowed value for, so that it need not know which values there are."""

from enum import StrEnum


class Role(StrEnum):
    """A part that values of a closed list play. Several may play one, and one may play several."""

    STARTED = "started"
    """A measure on which work has begun."""
    DONE = "done"
    """A measure that is, or was, there."""
    TAKES_PART = "takes_part"
    """A municipality that counts as participating."""
    DISTRICT = "district"
    """A municipality that others lie inside."""
    MEMBER = "member"
    """A municipality inside an association."""
    CONFERENCE = "conference"
    MEETING = "meeting"
    """Where the teams of municipalities meet, to look back to."""
    KICKOFF = "kickoff"
    """The meeting with which a cohort begins."""
    NETWORK_MEETING = "network_meeting"
    WORKING_MEETING = "working_meeting"
    TRAINING = "training"
    DOUBTFUL = "doubtful"
    """A source that cannot be relied on."""
