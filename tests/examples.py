"""Numbers of examples of properties that are expensive."""

from typing import Any

from hypothesis import settings


def examples(count: int, **options: Any) -> settings:
    """So many examples in every run; with `--nightly` ten times as many, as with properties that state no number."""
    every = settings.get_profile("default").max_examples
    return settings(max_examples=count * settings().max_examples // every, deadline=None, **options)
