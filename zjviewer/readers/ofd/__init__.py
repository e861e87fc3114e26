"""Reader of OFD, the Chinese national standard of fixed-layout documents (GB/T 33190)."""
