-- The sentence and the proof of a finding in the other languages of the screen.
ALTER TABLE finding ADD COLUMN IF NOT EXISTS in_words JSON;
