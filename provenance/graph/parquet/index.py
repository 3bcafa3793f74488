"""Where keys are in a column of a file, however large, by their hashes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]


class Index:
    """Where keys are in a column, by their hashes: 12 bytes a key."""

    def __init__(self, db: Any, file: Path, column: str, of: str | None) -> None:
        self._db = db
        keys = f"SELECT unnest({of}) AS k, file_row_number AS n" if of else (
            f"SELECT {column} AS k, file_row_number AS n"
        )  # fmt: skip
        found = db.execute(
            f"SELECT hash(k) AS h, n::INTEGER AS n FROM ({keys} FROM read_parquet(?,"
            f" file_row_number = true) WHERE {column} IS NOT NULL) ORDER BY h, n",
            [str(file)],
        ).fetchnumpy()  # fmt: skip
        self._hashes, self._places = found["h"], found["n"]

    def having(self, keys: Sequence[str]) -> Places:
        """The places where one of these keys, or another of the same hash, is."""
        if not keys or not len(self._hashes):
            return np.empty(0, np.int64)
        hashes = self._db.execute("SELECT hash(k) AS h FROM (SELECT unnest(?) AS k)", [list(keys)])
        wanted = np.unique(hashes.fetchnumpy()["h"])
        begin = np.searchsorted(self._hashes, wanted)
        sizes = np.searchsorted(self._hashes, wanted, "right") - begin
        ends = np.cumsum(sizes)
        at = np.arange(int(sizes.sum())) + np.repeat(begin - (ends - sizes), sizes)
        return np.asarray(self._places[at], np.int64)
