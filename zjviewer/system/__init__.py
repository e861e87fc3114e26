"""Interface to the operating system: child processes, single instance, crash log, desktop integration."""
