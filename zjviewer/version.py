"""Version of the program, also read by the build configuration."""

__version__ = "0.1.0"
