-- The life of teams and members: groups of collaborators, the paper that formed a team, dated states, people who apply,
-- rules of a province, and teams joined when villages merge.

-- A specialist from outside helps a team and is not counted among its members.
ALTER TABLE membership DROP CONSTRAINT membership_role;
ALTER TABLE membership ADD CONSTRAINT membership_role CHECK (role IN ('leader', 'deputy', 'member', 'specialist'));

CREATE TABLE team_group (
  id uuid CONSTRAINT team_group_pk PRIMARY KEY,
  team_id uuid NOT NULL CONSTRAINT team_group_team_fk REFERENCES team (id),
  name text NOT NULL,
  valid_from date NOT NULL,
  valid_to date
);
CREATE INDEX team_group_team ON team_group (team_id);
ALTER TABLE membership ADD COLUMN group_id uuid CONSTRAINT membership_group_fk REFERENCES team_group (id);

CREATE TABLE team_paper (
  team_id uuid CONSTRAINT team_paper_pk PRIMARY KEY CONSTRAINT team_paper_team_fk REFERENCES team (id),
  name text NOT NULL,
  content bytea NOT NULL, -- PDF
  added_by uuid NOT NULL,
  added_at timestamptz NOT NULL
);

-- Each state of a member with the day it began; the current one stands in member.state.
CREATE TABLE member_event (
  member_id uuid NOT NULL CONSTRAINT member_event_member_fk REFERENCES member (id),
  n int NOT NULL,
  state text NOT NULL,
  day date NOT NULL,
  actor_id uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT member_event_pk PRIMARY KEY (member_id, n)
);

-- What a stranger wrote stays apart until an officer has decided; a refusal empties it.
CREATE TABLE application (
  id uuid CONSTRAINT application_pk PRIMARY KEY,
  commune_id int NOT NULL CONSTRAINT application_commune_fk REFERENCES unit (id),
  team_id uuid CONSTRAINT application_team_fk REFERENCES team (id),
  name text,
  phone text,
  birth_year int,
  affiliation text,
  about text,
  state text NOT NULL CONSTRAINT application_state CHECK (state IN ('open', 'approved', 'refused')),
  made_on date NOT NULL,
  made_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by uuid,
  member_id uuid CONSTRAINT application_member_fk REFERENCES member (id)
);
CREATE INDEX application_commune ON application (commune_id, state, made_at);

-- What a province says instead of the catalogue.
CREATE TABLE team_rule (
  unit_id int NOT NULL CONSTRAINT team_rule_unit_fk REFERENCES unit (id),
  key text NOT NULL,
  level text NOT NULL, -- '' where a rule holds for both levels
  value jsonb NOT NULL,
  source text NOT NULL,
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL,
  CONSTRAINT team_rule_pk PRIMARY KEY (unit_id, key, level)
);

-- Teams joined into one, with what they were before and a mark of what was made, so that it can be taken back.
CREATE TABLE reforming (
  id uuid CONSTRAINT reforming_pk PRIMARY KEY,
  commune_id int NOT NULL CONSTRAINT reforming_commune_fk REFERENCES unit (id),
  name text NOT NULL,
  team_id uuid,      -- null once taken back
  day date NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  before jsonb,
  marks jsonb,
  undone_at timestamptz
);
CREATE INDEX reforming_commune ON reforming (commune_id, made_at);
