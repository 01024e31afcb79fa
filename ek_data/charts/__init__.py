"""Pictures of tidy frames: each function takes frames and a language and returns a `Picture` with all its words."""

from ek_data.charts.adoption import adoption_curve, adoption_matrix
from ek_data.charts.events import Reference, conference_attendance, participation_matrix
from ek_data.charts.funding import funding
from ek_data.charts.measures import measures_by_category, measures_by_status, progress_matrix
from ek_data.charts.municipalities import first_implemented, measures_per_municipality
from ek_data.charts.news import curve_with_stars, news_matrix
from ek_data.charts.standing import standing
from ek_data.charts.timelines import event_calendar, measure_timeline

__all__ = [
    "Reference",
    "adoption_curve",
    "adoption_matrix",
    "conference_attendance",
    "curve_with_stars",
    "event_calendar",
    "first_implemented",
    "funding",
    "measure_timeline",
    "measures_by_category",
    "measures_by_status",
    "measures_per_municipality",
    "news_matrix",
    "participation_matrix",
    "progress_matrix",
    "standing",
]
