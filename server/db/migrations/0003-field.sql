-- What is recorded in the field. Distributed by area_id when the system grows: keys begin with it, and each row is
-- visible only inside the areas that the transaction has named (app.areas).

CREATE TABLE area_feed (
  area_id int CONSTRAINT area_feed_pk PRIMARY KEY CONSTRAINT area_feed_area_fk REFERENCES area (id),
  revision bigint NOT NULL DEFAULT 0,
  chain bytea NOT NULL DEFAULT '\x' -- hash of the last op: tamper evidence, and how a phone sees a restore
);

CREATE TABLE op (
  area_id int NOT NULL,
  id uuid NOT NULL,
  device_id uuid NOT NULL,
  seq bigint NOT NULL,
  actor_id uuid NOT NULL,
  kind text NOT NULL,
  body jsonb, -- null once erased; the chain still verifies through the digest
  device_at timestamptz NOT NULL,
  stamp timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  revision bigint NOT NULL,
  salt bytea,
  digest bytea NOT NULL,
  chain bytea NOT NULL,
  CONSTRAINT op_pk PRIMARY KEY (area_id, id)
);
CREATE INDEX op_revision ON op (area_id, revision);
CREATE INDEX op_device ON op (area_id, device_id, seq);

-- An inbox, never a bin: what was refused, with its content and the reason, for its author.
CREATE TABLE refused_op (
  device_id uuid NOT NULL,
  op_id uuid NOT NULL,
  area_id int NOT NULL,
  actor_id uuid NOT NULL,
  kind text NOT NULL,
  body jsonb NOT NULL,
  problem text NOT NULL,
  details jsonb NOT NULL,
  refused_at timestamptz NOT NULL,
  resolved_at timestamptz,
  CONSTRAINT refused_op_pk PRIMARY KEY (device_id, op_id)
);
CREATE INDEX refused_op_area ON refused_op (area_id);

CREATE TABLE household (
  area_id int NOT NULL,
  id uuid NOT NULL,
  head text,               -- null when names were refused
  fold text NOT NULL,
  sort_key text COLLATE "C" NOT NULL,
  address text,
  lane text,
  headcount int,
  phone text,
  note text,
  names_refused boolean NOT NULL DEFAULT false,
  sells boolean NOT NULL DEFAULT false,     -- household business or producer
  sells_online boolean NOT NULL DEFAULT false,
  takes_qr boolean NOT NULL DEFAULT false,
  basis jsonb NOT NULL,    -- {kind:'decision',number,day} or {kind:'visit',day}
  next_day date,           -- when someone promised to come again
  clocks jsonb NOT NULL,   -- [[stamp, op id, ...fields]]: who wrote each field last, see model/sync/clocks.ts
  removed boolean NOT NULL DEFAULT false,
  revision bigint NOT NULL,
  CONSTRAINT household_pk PRIMARY KEY (area_id, id)
);
CREATE INDEX household_revision ON household (area_id, revision);
CREATE INDEX household_order ON household (area_id, sort_key, id);

CREATE TABLE resident (
  area_id int NOT NULL,
  id uuid NOT NULL,
  household_id uuid,       -- null only until the person's own op has come
  name text,
  fold text NOT NULL,
  sort_key text COLLATE "C" NOT NULL,
  birth_year int,
  sex text,
  phone text,
  conditions jsonb NOT NULL,    -- smartphone, simOwner, networkHome, eid2, account, signature: true, false or absent
  consent jsonb NOT NULL,       -- {version, purpose, channel, day, by?}
  observations jsonb NOT NULL,  -- [[skill, level, day, activityId, voided 0|1, stamp in ms]], a set
  clocks jsonb NOT NULL,
  removed boolean NOT NULL DEFAULT false,
  revision bigint NOT NULL,
  CONSTRAINT resident_pk PRIMARY KEY (area_id, id),
  CONSTRAINT resident_household_fk FOREIGN KEY (area_id, household_id) REFERENCES household (area_id, id)
);
CREATE INDEX resident_household ON resident (area_id, household_id);
CREATE INDEX resident_revision ON resident (area_id, revision);

CREATE TABLE activity (
  area_id int NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  day date NOT NULL,
  team_id uuid NOT NULL,
  member_id uuid NOT NULL,
  household_id uuid,
  body jsonb NOT NULL,     -- see model/activity/shape.ts
  voided boolean NOT NULL DEFAULT false,
  stamp timestamptz NOT NULL,
  revision bigint NOT NULL,
  CONSTRAINT activity_pk PRIMARY KEY (area_id, id)
);
CREATE INDEX activity_day ON activity (area_id, day);
CREATE INDEX activity_household ON activity (area_id, household_id);
CREATE INDEX activity_revision ON activity (area_id, revision);

CREATE TABLE request (
  area_id int NOT NULL,
  id uuid NOT NULL,
  code text NOT NULL,      -- what the resident keeps
  name text NOT NULL,
  phone text,
  lane text NOT NULL,
  skill text,
  poster text,
  state text NOT NULL CONSTRAINT request_state CHECK (state IN ('open', 'taken', 'closed')),
  opened_on date NOT NULL,
  opened_at timestamptz NOT NULL,
  taken_by uuid,
  closed_on date,
  closed_by uuid,
  result text,
  activity_id uuid,
  clocks jsonb NOT NULL,
  removed boolean NOT NULL DEFAULT false,
  revision bigint NOT NULL,
  CONSTRAINT request_pk PRIMARY KEY (area_id, id)
);
CREATE INDEX request_revision ON request (area_id, revision);
CREATE INDEX request_state_order ON request (area_id, state, opened_on);
