"""The editorial (sidecar) file of a report: reading, writing, corrections."""
