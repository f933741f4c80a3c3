-- Figures. Flows are counts per day, stocks are kept as their daily change, so both add up over days and over the
-- tree. Distinct counts are recomputed for each period and add up over areas only.

CREATE TABLE dirty (
  area_id int NOT NULL,
  day date NOT NULL,
  CONSTRAINT dirty_pk PRIMARY KEY (area_id, day)
);

CREATE TABLE area_fact (
  area_id int NOT NULL,
  day date NOT NULL,
  team_id uuid NOT NULL, -- the nil id for what belongs to no team
  fact text NOT NULL,
  n bigint NOT NULL,
  CONSTRAINT area_fact_pk PRIMARY KEY (area_id, day, team_id, fact)
);

CREATE TABLE area_distinct (
  area_id int NOT NULL,
  period text NOT NULL,  -- 'YYYY-MM' a reporting month, 'ytd:YYYY-MM' the year up to its cut-off
  team_id uuid NOT NULL, -- the nil id for the whole area
  fact text NOT NULL,
  n bigint NOT NULL,
  CONSTRAINT area_distinct_pk PRIMARY KEY (area_id, period, team_id, fact)
);

CREATE TABLE unit_fact (
  unit_id int NOT NULL,
  day date NOT NULL,
  fact text NOT NULL,
  n bigint NOT NULL,
  CONSTRAINT unit_fact_pk PRIMARY KEY (unit_id, fact, day)
);

CREATE TABLE unit_distinct (
  unit_id int NOT NULL,
  period text NOT NULL,
  fact text NOT NULL,
  n bigint NOT NULL,
  CONSTRAINT unit_distinct_pk PRIMARY KEY (unit_id, fact, period)
);

-- When the figures of a unit last changed, for "as of" and for the glow.
CREATE TABLE unit_figure_time (
  unit_id int CONSTRAINT unit_figure_time_pk PRIMARY KEY,
  changed_at timestamptz NOT NULL
);

-- People, homes and adults as the commune states them, with source and date; later entries do not erase earlier ones.
CREATE TABLE denominator (
  unit_id int NOT NULL CONSTRAINT denominator_unit_fk REFERENCES unit (id),
  name text NOT NULL CONSTRAINT denominator_name CHECK (name IN ('people', 'homes', 'people_14', 'people_15', 'people_18')),
  day date NOT NULL,
  n bigint NOT NULL CONSTRAINT denominator_n CHECK (n >= 0),
  source text NOT NULL,
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL,
  CONSTRAINT denominator_pk PRIMARY KEY (unit_id, name, day)
);

CREATE TABLE target (
  unit_id int NOT NULL CONSTRAINT target_unit_fk REFERENCES unit (id),
  indicator text NOT NULL,
  year int NOT NULL,
  value numeric NOT NULL,
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL,
  CONSTRAINT target_pk PRIMARY KEY (unit_id, indicator, year)
);

-- The same figure as another office supplies it (commune police, banks): shown beside ours, never mixed.
CREATE TABLE outside_figure (
  unit_id int NOT NULL CONSTRAINT outside_figure_unit_fk REFERENCES unit (id),
  indicator text NOT NULL,
  day date NOT NULL,
  value numeric NOT NULL,
  source text NOT NULL,
  entered_by uuid NOT NULL,
  CONSTRAINT outside_figure_pk PRIMARY KEY (unit_id, indicator, day)
);

CREATE TABLE report (
  id uuid CONSTRAINT report_pk PRIMARY KEY,
  form text NOT NULL,
  period text NOT NULL,
  commune_id int NOT NULL CONSTRAINT report_commune_fk REFERENCES unit (id),
  team_id uuid CONSTRAINT report_team_fk REFERENCES team (id), -- null: the commune's own report
  state text NOT NULL CONSTRAINT report_state CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'signed', 'amended')),
  version int NOT NULL DEFAULT 1,      -- advances with every save, so two writers see each other
  narrative jsonb NOT NULL,
  additions jsonb NOT NULL,            -- Bổ sung: {row: {n, reason, source, by}}
  answers jsonb NOT NULL,              -- "Vì sao?" to the checks
  frozen jsonb,                        -- the values as sent: value, definition version, revisions read, row ids
  children jsonb,                      -- ids and hashes of the reports below, in a commune's report
  hash text,                           -- RFC 8785 SHA-256 of what was sent
  remarks jsonb NOT NULL,              -- [{row, text, by, at}]
  submitted_at timestamptz,
  submitted_by text,
  late_days int,
  decided_at timestamptz,
  decided_by text,
  signed_at timestamptz,
  signed_by text,
  signer_title text,
  CONSTRAINT report_signed CHECK (state <> 'signed' OR signed_by IS NOT NULL)
);
CREATE UNIQUE INDEX report_of_team ON report (team_id, form, period) WHERE team_id IS NOT NULL;
CREATE UNIQUE INDEX report_of_commune ON report (commune_id, form, period) WHERE team_id IS NULL;
CREATE INDEX report_period ON report (commune_id, period);

CREATE TABLE report_event (
  report_id uuid NOT NULL CONSTRAINT report_event_report_fk REFERENCES report (id),
  n int NOT NULL,
  at timestamptz NOT NULL,
  actor_id uuid NOT NULL,
  actor_name text NOT NULL,
  what text NOT NULL,
  body jsonb NOT NULL,
  CONSTRAINT report_event_pk PRIMARY KEY (report_id, n)
);

CREATE TABLE form_template (
  id uuid CONSTRAINT form_template_pk PRIMARY KEY,
  unit_id int NOT NULL CONSTRAINT form_template_unit_fk REFERENCES unit (id),
  name text NOT NULL,
  kind text NOT NULL CONSTRAINT form_template_kind CHECK (kind IN ('xlsx', 'docx')),
  content bytea NOT NULL,
  mapping jsonb NOT NULL, -- xlsx: {"Sheet1!C7": "TN01.period"}; docx: tags found in the text
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL
);
CREATE INDEX form_template_unit ON form_template (unit_id);

CREATE TABLE import_job (
  id uuid CONSTRAINT import_job_pk PRIMARY KEY,
  commune_id int NOT NULL CONSTRAINT import_job_commune_fk REFERENCES unit (id),
  file_name text NOT NULL,
  content bytea NOT NULL,
  state text NOT NULL CONSTRAINT import_job_state CHECK (state IN ('preview', 'confirmed', 'cancelled')),
  mapping jsonb NOT NULL,
  basis jsonb NOT NULL,
  result jsonb,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  confirmed_at timestamptz
);
CREATE INDEX import_job_commune ON import_job (commune_id);

CREATE TABLE poster (
  code text CONSTRAINT poster_pk PRIMARY KEY,
  skill text NOT NULL,
  area_id int CONSTRAINT poster_area_fk REFERENCES area (id),
  commune_id int CONSTRAINT poster_commune_fk REFERENCES unit (id),
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  lesson_version int NOT NULL
);
CREATE INDEX poster_area ON poster (area_id);
CREATE INDEX poster_commune ON poster (commune_id);

CREATE TABLE poster_scan (
  code text NOT NULL CONSTRAINT poster_scan_poster_fk REFERENCES poster (code),
  day date NOT NULL,
  n int NOT NULL,
  CONSTRAINT poster_scan_pk PRIMARY KEY (code, day)
);

-- Who read or changed what about a person: a hash chain for each commune.
CREATE TABLE audit_entry (
  commune_id int NOT NULL CONSTRAINT audit_entry_commune_fk REFERENCES unit (id),
  n bigint NOT NULL,
  at timestamptz NOT NULL,
  actor_id uuid NOT NULL,
  what text NOT NULL,
  subjects jsonb NOT NULL, -- ids only
  chain bytea NOT NULL,
  CONSTRAINT audit_entry_pk PRIMARY KEY (commune_id, n)
);
