-- Learning the course, what is certified about it, and paper that must be called back.

ALTER TABLE lesson_day ADD COLUMN finished int NOT NULL DEFAULT 0;

-- What a member has learnt. Residents have no rows here: their progress stays on their phone.
CREATE TABLE member_lesson (
  member_id uuid NOT NULL CONSTRAINT member_lesson_member_fk REFERENCES member (id),
  skill text NOT NULL,
  version int NOT NULL,
  reached int NOT NULL,     -- the page to go on with
  started_on date NOT NULL,
  finished_on date,
  reviews jsonb NOT NULL,   -- [{day, right, of}]
  CONSTRAINT member_lesson_pk PRIMARY KEY (member_id, skill)
);

-- Public halves only; the private ones lie in the data folder of the installation.
CREATE TABLE certificate_key (
  key text CONSTRAINT certificate_key_pk PRIMARY KEY,
  public_key text NOT NULL, -- 32 bytes, base64url
  made_on date NOT NULL,
  retired_on date,          -- signs no more; what it signed stays valid
  revoked_on date           -- nothing it signed counts
);

-- A learner's name is on their paper and in no table.
CREATE TABLE certificate (
  code text CONSTRAINT certificate_pk PRIMARY KEY,
  kind text NOT NULL CONSTRAINT certificate_kind CHECK (kind IN ('learner', 'member')),
  course text NOT NULL,     -- 'all', a group, or a skill
  right_count int NOT NULL,
  of_count int NOT NULL,
  issued_on date NOT NULL,
  unit_id int NOT NULL CONSTRAINT certificate_unit_fk REFERENCES unit (id),
  member_id uuid CONSTRAINT certificate_member_fk REFERENCES member (id),
  issued_by uuid,
  revoked_on date,
  revoked_by uuid,
  reason text,
  CONSTRAINT certificate_member CHECK ((kind = 'member') = (member_id IS NOT NULL))
);
CREATE INDEX certificate_unit ON certificate (unit_id);
CREATE INDEX certificate_of_member ON certificate (member_id);
CREATE INDEX certificate_revoked ON certificate (revoked_on) WHERE revoked_on IS NOT NULL;

-- A copy that was replaced or taken down hangs no more.
ALTER TABLE poster ADD COLUMN gone_on date;
ALTER TABLE poster ADD COLUMN replaced_by text CONSTRAINT poster_replaced_fk REFERENCES poster (code);

-- "This poster is wrong": which of three, no words of the sender, counted by day.
CREATE TABLE poster_report (
  code text NOT NULL CONSTRAINT poster_report_poster_fk REFERENCES poster (code),
  kind text NOT NULL CONSTRAINT poster_report_kind CHECK (kind IN ('covered', 'wrong', 'torn')),
  day date NOT NULL,
  n int NOT NULL,
  settled_on date,
  CONSTRAINT poster_report_pk PRIMARY KEY (code, kind, day)
);

-- Real borders, when an operator has them: drawn once, small, as SVG paths in one common picture.
CREATE TABLE border (
  unit_id int CONSTRAINT border_pk PRIMARY KEY CONSTRAINT border_unit_fk REFERENCES unit (id),
  path text NOT NULL,
  imported_on date NOT NULL,
  source text NOT NULL
);
