"""Registry of the kinds of annotations: the only place that lists them."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["bookmark", "highlight", "note"]


@dataclass(frozen=True, slots=True)
class AnnotationKind:
    """A kind of annotation."""

    name: Kind
    """As the file of marks stores it."""
    label: str
    """Its name in Chinese, for exports."""
    icon: str
    """Name of its drawing in `resources/icons`."""


ANNOTATION_KINDS = (
    AnnotationKind("bookmark", "书签", "bookmark"),
    AnnotationKind("highlight", "高亮", "highlight"),
    AnnotationKind("note", "批注", "note"),
)
KINDS: tuple[Kind, ...] = get_args(Kind)
LABELS = {each.name: each.label for each in ANNOTATION_KINDS}
ICONS = {each.name: each.icon for each in ANNOTATION_KINDS}
