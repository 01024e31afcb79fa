"""Pictures of a presentation as one archive: each as SVG and PNG, with all that tells what it shows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from ek_data.charts.drawers.file import NoPicture
from ek_data.charts.named import NAMED
from ek_data.dataset.dataset import Dataset
from ek_data.exports.pictures import MEDIA_TYPES, PictureFile, picture_file
from ek_data.geo.boundaries import Boundaries
from ek_data.i18n import Language
from ek_data.maps.indicators import COHORT
from ek_data.slides.options import Choice, picture_on


def picture_archive(
    choice: Choice, data: Dataset, boundaries: Boundaries, lang: Language, earlier: Dataset | None = None
) -> bytes:
    """Return the pictures of the slides of `choice` that show one, in their order, of all `data`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, asked in _files(choice, lang):
            try:
                archive.writestr(name, picture_file(asked, data, boundaries, lang, earlier))
            except NoPicture:  # the slide is left out as well, because there is nothing to draw
                continue
    return buffer.getvalue()


def _files(choice: Choice, lang: Language) -> Iterator[tuple[str, PictureFile]]:
    """Yield each file with its name: the number of the slide and what the picture is called."""
    for number, code in enumerate(choice.shown, 1):
        name, option = picture_on(code)
        for ending in MEDIA_TYPES if name else ():
            one = NAMED[name].of_one
            asked = PictureFile(
                name,
                ending,
                choice.selection,
                option if one else "",
                COHORT if one else option or COHORT,
                choice.since,
                choice.anonymous,
            )
            yield f"{number:02}-{lang(name)}.{ending}", asked
