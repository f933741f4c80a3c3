-- Members are trained before they teach; gatherings are planned before they are held; work is equipped and thanked.

CREATE TABLE training (
  id uuid CONSTRAINT training_pk PRIMARY KEY,
  unit_id int NOT NULL CONSTRAINT training_unit_fk REFERENCES unit (id),
  title text NOT NULL,
  organiser text NOT NULL CONSTRAINT training_organiser CHECK (organiser IN ('department', 'telecom', 'commune', 'business')),
  refresher boolean NOT NULL,
  skills text[] NOT NULL,
  place text NOT NULL,
  materials text,
  code text NOT NULL CONSTRAINT training_code UNIQUE, -- on the QR that hangs in the room
  cancelled_at timestamptz,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL
);
CREATE INDEX training_unit ON training (unit_id);

CREATE TABLE training_session (
  training_id uuid NOT NULL CONSTRAINT training_session_training_fk REFERENCES training (id),
  day date NOT NULL,
  hours text NOT NULL, -- as announced: "8:00 - 11:00"
  CONSTRAINT training_session_pk PRIMARY KEY (training_id, day)
);

CREATE TABLE training_attendance (
  training_id uuid NOT NULL CONSTRAINT training_attendance_training_fk REFERENCES training (id),
  member_id uuid NOT NULL CONSTRAINT training_attendance_member_fk REFERENCES member (id),
  day date NOT NULL,
  way text NOT NULL CONSTRAINT training_attendance_way CHECK (way IN ('class_code', 'card', 'list')),
  at timestamptz NOT NULL,
  CONSTRAINT training_attendance_pk PRIMARY KEY (training_id, member_id, day)
);
CREATE INDEX training_attendance_member ON training_attendance (member_id);

-- Every try of a check, passed or not yet; what was passed stands in member_skill.
CREATE TABLE skill_check (
  id uuid CONSTRAINT skill_check_pk PRIMARY KEY,
  member_id uuid NOT NULL CONSTRAINT skill_check_member_fk REFERENCES member (id),
  skill text NOT NULL,
  day date NOT NULL,
  passed boolean NOT NULL,
  training_id uuid CONSTRAINT skill_check_training_fk REFERENCES training (id),
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL
);
CREATE INDEX skill_check_member ON skill_check (member_id, skill);

-- What a team says it lacks: a skill it cannot teach yet, a phone that is too old.
CREATE TABLE need (
  id uuid CONSTRAINT need_pk PRIMARY KEY,
  commune_id int NOT NULL CONSTRAINT need_commune_fk REFERENCES unit (id),
  team_id uuid NOT NULL CONSTRAINT need_team_fk REFERENCES team (id),
  kind text NOT NULL CONSTRAINT need_kind CHECK (kind IN ('skill', 'equipment')),
  skill text,
  note text NOT NULL,
  made_on date NOT NULL,
  made_by uuid NOT NULL,
  met_on date
);
CREATE INDEX need_commune ON need (commune_id, met_on);

CREATE TABLE gathering (
  id uuid CONSTRAINT gathering_pk PRIMARY KEY,
  commune_id int NOT NULL CONSTRAINT gathering_commune_fk REFERENCES unit (id),
  kind text NOT NULL CONSTRAINT gathering_kind CHECK (kind IN ('class', 'village_meeting', 'market', 'booth', 'walking_street', 'other')),
  title text NOT NULL,
  day date NOT NULL,
  hours text NOT NULL,
  place text NOT NULL,
  topics text[] NOT NULL,
  team_id uuid NOT NULL CONSTRAINT gathering_team_fk REFERENCES team (id), -- the host: its record is the one that counts
  helper_ids uuid[] NOT NULL,
  announced_at timestamptz,
  cancelled_at timestamptz,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL
);
CREATE INDEX gathering_commune ON gathering (commune_id, day);

CREATE TABLE equipment (
  id uuid CONSTRAINT equipment_pk PRIMARY KEY,
  commune_id int NOT NULL CONSTRAINT equipment_commune_fk REFERENCES unit (id),
  team_id uuid NOT NULL CONSTRAINT equipment_team_fk REFERENCES team (id),
  what text NOT NULL,
  source text NOT NULL,
  given_on date NOT NULL,
  returned_on date,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL
);
CREATE INDEX equipment_commune ON equipment (commune_id);

-- Amounts in đồng, by the resolution of the province.
CREATE TABLE allowance_rule (
  unit_id int CONSTRAINT allowance_rule_pk PRIMARY KEY CONSTRAINT allowance_rule_unit_fk REFERENCES unit (id),
  team_month int NOT NULL,
  member_month int NOT NULL,
  day int NOT NULL,
  source text NOT NULL,
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL
);

CREATE TABLE commendation (
  id uuid CONSTRAINT commendation_pk PRIMARY KEY,
  commune_id int NOT NULL CONSTRAINT commendation_commune_fk REFERENCES unit (id),
  team_id uuid NOT NULL CONSTRAINT commendation_team_fk REFERENCES team (id),
  member_id uuid CONSTRAINT commendation_member_fk REFERENCES member (id), -- null: the whole team
  year int NOT NULL,
  reason text NOT NULL,
  made_on date NOT NULL,
  made_by uuid NOT NULL,
  awarded_on date,
  dropped_on date
);
CREATE INDEX commendation_commune ON commendation (commune_id, year);
