"""Files that are made when somebody asks for them: by the session whose page offers them, with the rights it has then.

Streamlit makes a file for whoever knows its id, in a thread that does not know for whom.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from ek_data import log
from ek_data.errors import Fault
from ek_data.i18n import GERMAN, N_
from ek_data.ui.streamlit_internals import (
    BackendOperationRequest,
    BackendOperationResponse,
    DeferredFileHandler,
    MediaFileStorageError,
    as_this_session,
    is_offered,
    made_file,
)

NOT_OFFERED = N_("This file is not offered here. Please load the page anew.")
NOT_MADE = N_("The file could not be made. The operator finds the reason in the server's log.")


class OwnFiles(DeferredFileHandler):
    """Streamlit's maker of files, for those of one's own page. What fails is one line in the log."""

    async def handle(self, request: BackendOperationRequest, session_id: str) -> BackendOperationResponse:
        """Make the file that is asked for, and return its address or why there is none."""
        if not is_offered(self, request.deferred_file.file_id, session_id):
            return _refusal(request, GERMAN(NOT_OFFERED))
        try:
            return await asyncio.to_thread(made_file, self, request)
        except MediaFileStorageError as error:
            return _refusal(request, _reason(error.__cause__ or error))


def with_own_rights(content: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return `content` that, whenever it is called, asks for the rights of the session whose page is drawn now."""
    become = as_this_session()

    def made() -> bytes:
        with ThreadPoolExecutor(1, initializer=become) as own:
            return own.submit(content).result()

    return made


def _refusal(request: BackendOperationRequest, reason: str) -> BackendOperationResponse:
    return BackendOperationResponse(request_id=request.request_id, error_msg=reason)


def _reason(error: BaseException) -> str:
    if isinstance(error, Fault):
        return error.sentence(GERMAN)
    log.error(error)
    return GERMAN(NOT_MADE)
