"""Parts of a DOCX package, located by their relationships as in Word, not only by fixed names."""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from zjviewer.readers.common.xml_parts import read_part
from zjviewer.readers.docx.styles import attribute, local

LARGEST_INSERTED = 16 * 1024 * 1024
"""Largest unpacked size of a file that is inserted into a document, in bytes."""
_MAIN = "word/document.xml"


class Package:
    """Opened DOCX package. Part names are case-insensitive."""

    def __init__(self, archive: zipfile.ZipFile, file_name: str, depth: int = 0) -> None:
        self.depth = depth
        """Number of documents that contain this one."""
        self._archive = archive
        self._file_name = file_name
        self._names = {name.lstrip("/").casefold(): name for name in archive.namelist()}
        self.main = next(self._targets("", "officeDocument"), _MAIN)
        """Name of the main document part."""

    def part(self, name: str) -> etree._Element | None:
        """Element tree of a part, entities not expanded; None where the part does not exist. Raises UnreadableFile
        where the unpacked part is too large."""
        stored = self._names.get(name.lstrip("/").casefold())
        if stored is None:
            return None
        return read_part(self._archive, stored, self._file_name)

    def related(self, kind: str) -> Iterator[etree._Element]:
        """Parts related to the main document by a type of relationship, such as `styles` or `header`."""
        for name in sorted(set(self._targets(self.main, kind))) or [f"{posixpath.dirname(self.main)}/{kind}.xml"]:
            part = self.part(name)
            if part is not None:
                yield part

    def inserted(self, link: str) -> bytes:
        """Content of a file that is inserted by the id of a relationship; empty where there is none or where it is too
        large."""
        folder, name = posixpath.split(self.main)
        for values in self._relationships(posixpath.join(folder, "_rels", f"{name}.rels")):
            if values["Id"] == link and link and values["TargetMode"] != "External":
                stored = self._names.get(_joined(folder, values["Target"]).casefold())
                if stored is not None and self._archive.getinfo(stored).file_size <= LARGEST_INSERTED:
                    with self._archive.open(stored) as file:
                        return file.read(LARGEST_INSERTED)
        return b""

    def first_related(self, kind: str) -> etree._Element | None:
        """First part related to the main document by a type of relationship; None where there is none."""
        return next(self.related(kind), None)

    def core_properties(self) -> etree._Element | None:
        """Part with the core properties, such as title and author; None where the package has none."""
        return self.part(next(self._targets("", "metadata/core-properties"), "docProps/core.xml"))

    def _targets(self, source: str, kind: str) -> Iterator[str]:
        """Names of the parts that a part refers to by a type of relationship; the source `""` is the package itself."""
        folder, name = posixpath.split(source)
        for values in self._relationships(posixpath.join(folder, "_rels", f"{name}.rels")):
            if values["Type"].endswith(f"/{kind}") and values["TargetMode"] != "External":
                yield _joined(folder, values["Target"])

    def _relationships(self, name: str) -> Iterator[Mapping[str, str]]:
        tree = self.part(name)
        for element in tree if tree is not None else ():
            if local(element) == "Relationship":
                yield {key: attribute(element, key) for key in ("Id", "Type", "Target", "TargetMode")}


def _joined(folder: str, target: str) -> str:
    """Name of a part that is referred to from a folder."""
    place = target if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(place).lstrip("/")
