"""Cells of a panel that are read when a view asks for their metric, and of which a limited number stays in memory."""

from abc import abstractmethod
from collections.abc import Mapping

from zjviewer.comparison.measures import catalogue
from zjviewer.comparison.panel import PanelCell

MOST_METRICS = 40
"""Metrics of which the cells stay in memory."""


class StoredCells(Mapping[str, Mapping[int, PanelCell]]):
    """Cells by metric and index of the report; those of a metric are read at the first request."""

    def __init__(self) -> None:
        self._read: dict[str, Mapping[int, PanelCell]] = {}

    def __getitem__(self, metric: str) -> Mapping[int, PanelCell]:
        """The cells of a metric. Raises KeyError for one that no era has."""
        if metric not in self._read:
            if not any(metric in cells for cells in catalogue().values()):
                raise KeyError(metric)
            while len(self._read) >= MOST_METRICS:
                del self._read[next(iter(self._read))]
            self._read[metric] = self.read_metric(metric)
        return self._read[metric]

    @abstractmethod
    def read_metric(self, metric: str) -> Mapping[int, PanelCell]:
        """The cells of a metric, from where they are stored."""
