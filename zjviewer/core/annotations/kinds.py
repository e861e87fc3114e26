"""Registry of annotation kinds: the only place that lists them."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["bookmark", "highlight", "note"]


@dataclass(frozen=True, slots=True)
class AnnotationKind:
    """One kind of annotation."""

    name: Kind
    """Value in the annotation file."""
    label: str
    """Chinese label for exports."""
    icon: str
    """Name of the icon in `resources/icons`."""


ANNOTATION_KINDS = (
    AnnotationKind("bookmark", "书签", "bookmark"),
    AnnotationKind("highlight", "高亮", "highlight"),
    AnnotationKind("note", "批注", "note"),
)
KINDS: tuple[Kind, ...] = get_args(Kind)
LABELS = {each.name: each.label for each in ANNOTATION_KINDS}
ICONS = {each.name: each.icon for each in ANNOTATION_KINDS}
