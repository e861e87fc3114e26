"""The open reports, the loader that reads them, and the library that remembers them."""
