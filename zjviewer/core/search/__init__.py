"""Search in a text: engine, character folding, pinyin, proximity, glossary, jump targets."""
