"""User guide, glossary, import report, About."""
