"""Settings of what the dashboard shows: chosen on the command line, handed on through the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "data"
BESIDE = "beside"


@dataclass(frozen=True)
class Settings:
    """Where the data come from.

    `data` is a folder of table files shown as it is; `demo` shows the invented data; otherwise the releases of
    `store` are shown. Environment variables: EK_DATA, EK_DEMO (municipalities), EK_STORE.
    """

    data: Path | None = None
    demo: int | None = None
    store: str = str(SHIPPED / "store")

    @classmethod
    def of_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Return the settings that the environment variables ask for."""
        data, demo = environment.get("EK_DATA"), environment.get("EK_DEMO")
        return cls(
            data=Path(data) if data else None,
            demo=int(demo) if demo else None,
            store=environment.get("EK_STORE") or cls.store,
        )

    @property
    def kind(self) -> str:
        """What the data come from, without the place: demo, data, folder, s3, az or gs."""
        if self.demo or self.data:
            return "demo" if self.demo else "data"
        scheme = urlsplit(self.store).scheme
        return scheme if len(scheme) > 1 and scheme != "file" else "folder"  # because C:\data is a folder

    @property
    def folder(self) -> Path:
        """The folder with what lies beside the tables: the boundaries and the account of the sources."""
        return self.data or (beside(self.store) if self.has_its_own else SHIPPED)

    @property
    def has_its_own(self) -> bool:
        """Whether the data are those of a store that keeps itself what lies beside its tables."""
        return self.kind == "folder" and beside(self.store).is_dir()

    def as_environment(self) -> dict[str, str]:
        """Return the environment variables from which the same settings are read again."""
        chosen = {
            "EK_DATA": str(self.data) if self.data else "",
            "EK_DEMO": str(self.demo or ""),
            "EK_STORE": self.store,
        }
        return {name: value for name, value in chosen.items() if value}


def beside(store: str) -> Path:
    """Return where a store in a folder keeps what lies beside its tables."""
    address = urlsplit(store)
    return (Path(url2pathname(address.path)) if address.scheme == "file" else Path(store).expanduser()) / BESIDE


@dataclass(frozen=True)
class Operator:
    """Who runs the dashboard and answers for it, for the statement on accessibility and the privacy notice.

    Environment variables: EK_OPERATOR (name), EK_OPERATOR_ADDRESS (postal), EK_CONTACT (e-mail or telephone).
    """

    name: str = ""
    address: str = ""
    contact: str = ""

    @classmethod
    def of_environment(cls, environment: Mapping[str, str] = os.environ) -> Operator:
        """Return the operator that the environment variables name; what is not set is empty."""
        names = ("EK_OPERATOR", "EK_OPERATOR_ADDRESS", "EK_CONTACT")
        return cls(*(environment.get(name, "").strip() for name in names))
