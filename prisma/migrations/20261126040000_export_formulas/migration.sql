-- Whether the texts of a set that a spreadsheet would run have an apostrophe before them.
ALTER TABLE export_request ADD COLUMN formulas text NOT NULL DEFAULT 'guarded'
  CONSTRAINT export_request_formulas_check CHECK (formulas IN ('guarded', 'asis'));
