"""From documents to facts: decode, reflow, segment, locate quotes, read figures, audit citations."""
