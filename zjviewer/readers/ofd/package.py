"""Parts of an OFD package (GB/T 33190-2016, chapter 7): documents, pages, templates and resources, found by the paths
that the parts name."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from zjviewer.readers.common.input_file import LARGEST
from zjviewer.readers.common.xml_parts import local_name, read_part

_DEEPEST = 20
"""Largest number of drawing parameters that refer to one another."""


@dataclass(slots=True)
class Document:
    """One document of a package."""

    root: etree._Element
    place: str
    """Name of its main part."""
    templates: dict[str, str] = field(default_factory=dict)
    """Part names of the template pages by identifier."""
    draw_params: dict[str, etree._Element] = field(default_factory=dict)
    composites: dict[str, etree._Element] = field(default_factory=dict)
    """Reusable groups of graphic objects by identifier."""
    media: dict[str, str] = field(default_factory=dict)
    """Part names of pictures by identifier."""


class Package:
    """Opened OFD package."""

    def __init__(self, archive: zipfile.ZipFile, file_name: str) -> None:
        self._archive = archive
        self._file_name = file_name
        self._names = {name.replace("\\", "/").lstrip("/").casefold(): name for name in archive.namelist()}

    def has(self, part_of_name: str) -> bool:
        """Whether the name of any part contains a text, given in lower case."""
        return any(part_of_name in name for name in self._names)

    def part(self, place: str) -> etree._Element | None:
        """Root element of a part; None where the package has no such part."""
        stored = self._names.get(place.casefold())
        return None if stored is None else read_part(self._archive, stored, self._file_name)

    def content(self, place: str) -> bytes:
        """Bytes of a part that is not XML; empty where the package has none, or where it is too large."""
        stored = self._names.get(place.casefold())
        if stored is None or self._archive.getinfo(stored).file_size > LARGEST:
            return b""
        return self._archive.read(stored)

    def bodies(self) -> list[etree._Element]:
        """Entries of the documents in `OFD.xml`; empty where there is none."""
        root = self.part("OFD.xml")
        return [] if root is None else children(root, "DocBody")

    def document(self, body: etree._Element) -> Document | None:
        """Document of an entry with its resources; None where its main part is missing."""
        place = resolved("OFD.xml", text_of(body, "DocRoot"))
        root = self.part(place)
        if root is None:
            return None
        found = Document(root, place)
        common = child(root, "CommonData")
        for template in children(common, "TemplatePage"):
            found.templates[template.get("ID", "")] = resolved(place, template.get("BaseLoc", ""))
        for kind in ("PublicRes", "DocumentRes"):
            for element in children(common, kind):
                self.add_resources(found, resolved(place, element.text or ""))
        return found

    def add_resources(self, document: Document, place: str) -> None:
        """Add the drawing parameters and groups of a resource part to a document."""
        root = self.part(place)
        if root is None:
            return
        for element in root.iter("{*}DrawParam"):
            document.draw_params[element.get("ID", "")] = element
        for element in root.iter("{*}CompositeGraphicUnit"):
            document.composites[element.get("ID", "")] = element
        folder = resolved(place, root.get("BaseLoc", "") or ".")
        for element in root.iter("{*}MultiMedia"):
            name = text_of(element, "MediaFile")
            document.media[element.get("ID", "")] = resolved(f"{folder}/.", name)

    def annotations(self, document: Document) -> Iterator[tuple[str, etree._Element]]:
        """Identifier of the page, and annotation, for all annotations of a document."""
        listed = resolved(document.place, text_of(document.root, "Annotations"))
        for page in children(self.part(listed), "Page"):
            for annotation in children(self.part(resolved(listed, text_of(page, "FileLoc"))), "Annot"):
                yield page.get("PageID", ""), annotation


def drawing_parameters(document: Document, identifier: str) -> Iterator[etree._Element]:
    """Drawing parameters with an identifier, followed by those that they are based on."""
    for _ in range(_DEEPEST):
        found = document.draw_params.get(identifier)
        if found is None:
            return
        yield found
        identifier = found.get("Relative", "")


def resolved(origin: str, target: str) -> str:
    """Name of the part to which a path in the part `origin` refers; absolute paths begin with `/`. Empty for an empty
    path."""
    target = target.strip().replace("\\", "/")
    if not target:
        return ""
    joined = target if target.startswith("/") else posixpath.join(posixpath.dirname(origin), target)
    return posixpath.normpath(joined).lstrip("/")


def children(element: etree._Element | None, name: str) -> list[etree._Element]:
    """Child elements with a name, in any namespace; empty for None."""
    return [each for each in element if local_name(each) == name] if element is not None else []


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """First child element with a name; None where there is none."""
    return next(iter(children(element, name)), None)


def text_of(element: etree._Element | None, name: str) -> str:
    """Text of the first child element with a name; empty where there is none."""
    found = child(element, name)
    return (found.text or "").strip() if found is not None else ""
