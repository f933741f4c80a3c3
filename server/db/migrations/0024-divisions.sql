-- Part of an area's homes goes to a new area, of a new village or of the same one. Which homes, by id only; that and when
-- they went is told by the ledgers of the areas.
CREATE TABLE division (
  id uuid CONSTRAINT division_pk PRIMARY KEY,
  commune_id int NOT NULL CONSTRAINT division_commune_fk REFERENCES unit (id),
  from_area_id int NOT NULL CONSTRAINT division_from_area_fk REFERENCES area (id),
  from_village_id int NOT NULL CONSTRAINT division_from_village_fk REFERENCES unit (id),
  area_id int NOT NULL CONSTRAINT division_area_fk REFERENCES area (id),
  village_id int CONSTRAINT division_village_fk REFERENCES unit (id), -- null where the village stays one
  state text NOT NULL CONSTRAINT division_state CHECK (state IN ('moving', 'done', 'returning', 'undone')),
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL, -- the stamp of every departure
  undone_at timestamptz         -- the stamp of every return
);
CREATE INDEX division_commune ON division (commune_id, made_at);
CREATE INDEX division_unfinished ON division (state) WHERE state IN ('moving', 'returning');

CREATE TABLE division_home (
  area_id int NOT NULL, -- the area that was divided
  division_id uuid NOT NULL CONSTRAINT division_home_division_fk REFERENCES division (id),
  household_id uuid NOT NULL,
  outcome text CONSTRAINT division_home_outcome CHECK (outcome IN ('moved', 'missing')), -- null while it has still to go
  CONSTRAINT division_home_pk PRIMARY KEY (area_id, division_id, household_id)
);
