-- Units, areas, teams and members. Reference tables: small, read everywhere.

CREATE TABLE unit (
  id int CONSTRAINT unit_pk PRIMARY KEY,
  level text NOT NULL CONSTRAINT unit_level CHECK (level IN ('nation', 'province', 'district', 'commune', 'village')),
  kind text NOT NULL,
  code text,
  name text NOT NULL,
  fold text NOT NULL,
  sort_key text COLLATE "C" NOT NULL,
  parent_id int CONSTRAINT unit_parent_fk REFERENCES unit (id),
  path int[] NOT NULL, -- from the nation down to the unit itself
  valid_from date,     -- null: before anything recorded
  valid_to date        -- exclusive; null: still valid
);
CREATE INDEX unit_parent ON unit (parent_id, sort_key, id);
CREATE INDEX unit_level_order ON unit (level, sort_key, id);
CREATE UNIQUE INDEX unit_code ON unit (level, code, valid_from) WHERE code IS NOT NULL;
CREATE SEQUENCE unit_id AS int START 1000000;

CREATE TABLE succession (
  from_id int NOT NULL CONSTRAINT succession_from_fk REFERENCES unit (id),
  to_id int NOT NULL CONSTRAINT succession_to_fk REFERENCES unit (id),
  kind text NOT NULL CONSTRAINT succession_kind CHECK (kind IN ('same', 'rename', 'merge', 'partial')),
  share text NOT NULL CONSTRAINT succession_share CHECK (share IN ('all', 'part', 'area', 'population', 'part_area_all_population')),
  on_day date NOT NULL,
  CONSTRAINT succession_pk PRIMARY KEY (from_id, to_id, on_day)
);
CREATE INDEX succession_to ON succession (to_id);

CREATE TABLE area (
  id int CONSTRAINT area_pk PRIMARY KEY,
  name text NOT NULL,
  fold text NOT NULL,
  sort_key text COLLATE "C" NOT NULL
);
CREATE SEQUENCE area_id AS int START 1;

CREATE TABLE area_village (
  area_id int NOT NULL CONSTRAINT area_village_area_fk REFERENCES area (id),
  village_id int NOT NULL CONSTRAINT area_village_village_fk REFERENCES unit (id),
  valid_from date NOT NULL,
  valid_to date,
  CONSTRAINT area_village_pk PRIMARY KEY (area_id, valid_from)
);
CREATE INDEX area_village_village ON area_village (village_id);

CREATE TABLE team (
  id uuid CONSTRAINT team_pk PRIMARY KEY,
  commune_id int NOT NULL CONSTRAINT team_commune_fk REFERENCES unit (id),
  level text NOT NULL CONSTRAINT team_level CHECK (level IN ('village', 'commune')),
  name text NOT NULL,        -- of the place: "bản Co Chàm"
  local_name text NOT NULL,  -- what the province calls such a team
  fold text NOT NULL,
  sort_key text COLLATE "C" NOT NULL,
  formed_on date NOT NULL,
  dissolved_on date,
  decision_number text,
  decision_on date,
  decision_signer text
);
CREATE INDEX team_commune ON team (commune_id, sort_key, id);

CREATE TABLE team_area (
  team_id uuid NOT NULL CONSTRAINT team_area_team_fk REFERENCES team (id),
  area_id int NOT NULL CONSTRAINT team_area_area_fk REFERENCES area (id),
  valid_from date NOT NULL,
  valid_to date,
  CONSTRAINT team_area_pk PRIMARY KEY (team_id, area_id, valid_from)
);
CREATE INDEX team_area_area ON team_area (area_id);

CREATE TABLE member (
  id uuid CONSTRAINT member_pk PRIMARY KEY,
  commune_id int NOT NULL CONSTRAINT member_commune_fk REFERENCES unit (id),
  name text NOT NULL,
  fold text NOT NULL,
  sort_key text COLLATE "C" NOT NULL,
  birth_year int,
  sex text CONSTRAINT member_sex CHECK (sex IN ('female', 'male')),
  phone text,
  affiliation text,
  state text NOT NULL DEFAULT 'active' CONSTRAINT member_state CHECK (state IN ('applied', 'approved', 'training', 'active', 'paused', 'left')),
  card_code text NOT NULL CONSTRAINT member_card_code UNIQUE,
  card_until date NOT NULL,
  joined_on date NOT NULL
);
CREATE INDEX member_commune ON member (commune_id, sort_key, id);

CREATE TABLE membership (
  member_id uuid NOT NULL CONSTRAINT membership_member_fk REFERENCES member (id),
  team_id uuid NOT NULL CONSTRAINT membership_team_fk REFERENCES team (id),
  role text NOT NULL CONSTRAINT membership_role CHECK (role IN ('leader', 'deputy', 'member')),
  valid_from date NOT NULL,
  valid_to date,
  CONSTRAINT membership_pk PRIMARY KEY (member_id, team_id, valid_from)
);
CREATE INDEX membership_team ON membership (team_id);

-- "May guide skill X": only after passing its check.
CREATE TABLE member_skill (
  member_id uuid NOT NULL CONSTRAINT member_skill_member_fk REFERENCES member (id),
  skill text NOT NULL,
  passed_on date NOT NULL,
  CONSTRAINT member_skill_pk PRIMARY KEY (member_id, skill)
);

CREATE TABLE setting (
  key text CONSTRAINT setting_pk PRIMARY KEY,
  value jsonb NOT NULL
);
