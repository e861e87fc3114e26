"""Search in a text: engine, folding, pinyin, proximity, glossary, jump targets."""
