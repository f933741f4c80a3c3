-- An import of homes may be taken back for a day.
ALTER TABLE import_job DROP CONSTRAINT import_job_state;
ALTER TABLE import_job ADD CONSTRAINT import_job_state CHECK (state IN ('preview', 'confirmed', 'cancelled', 'undone'));

-- Lists of teams and members, of a commune or a whole province. After confirmation the file is gone; what was made is
-- known by marks of its rows, so that it can be taken back while nobody has changed any of them.
CREATE TABLE roster_import (
  id uuid CONSTRAINT roster_import_pk PRIMARY KEY,
  unit_id int NOT NULL CONSTRAINT roster_import_unit_fk REFERENCES unit (id),
  file_name text NOT NULL,
  content bytea NOT NULL, -- sealed
  state text NOT NULL CONSTRAINT roster_import_state CHECK (state IN ('preview', 'confirmed', 'cancelled', 'undone')),
  mapping jsonb NOT NULL,
  result jsonb,
  marks jsonb,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  confirmed_at timestamptz
);
CREATE INDEX roster_import_unit ON roster_import (unit_id, made_at);
