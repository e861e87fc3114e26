"""Start of the application: session, single instance, crash dialog."""
