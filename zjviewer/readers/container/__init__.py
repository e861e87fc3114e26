"""Documents inside other files: ZIP archives and e-mails."""
