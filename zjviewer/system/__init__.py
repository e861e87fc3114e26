"""The operating system: child processes, the single instance, the crash log, desktop integration."""
