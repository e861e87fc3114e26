"""Start of the graphical application: session, single instance, crash handling."""
