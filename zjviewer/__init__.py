"""zjviewer: read a government body's yearly disclosure report offline, with its numbers traced to their sentences.

    import zjviewer

    report = zjviewer.open_report("report.pdf")
    report.figures_frame()

`open_report`, `Document`, `open_corpus` and `errors` are the public interface; they are imported when they are first
used.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from zjviewer import errors as errors
    from zjviewer.api import Document as Document
    from zjviewer.api import open_report as open_report
    from zjviewer.corpus.reading import open_corpus as open_corpus

__all__ = ("Document", "errors", "open_corpus", "open_report")


def __getattr__(name):  # type: ignore[no-untyped-def]  # an old Python has to be able to read this file
    """Import the public interface on first use."""
    if name not in __all__:
        raise AttributeError("module 'zjviewer' has no attribute " + repr(name))
    import importlib

    if name == "errors":
        return importlib.import_module("zjviewer.errors")
    module = "zjviewer.corpus.reading" if name == "open_corpus" else "zjviewer.api"
    return getattr(importlib.import_module(module), name)


def __dir__():  # type: ignore[no-untyped-def]
    """The public names."""
    return list(__all__)
