-- Officers sign in by password (tables of better-auth, under our names), members by a key of their device.
-- Both end in one session table.

CREATE TABLE officer (
  id uuid CONSTRAINT officer_pk PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL CONSTRAINT officer_email UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  title text NOT NULL DEFAULT '', -- "Công chức Phòng Văn hóa - Xã hội"
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE officer_login (
  id uuid CONSTRAINT officer_login_pk PRIMARY KEY,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  officer_id uuid NOT NULL CONSTRAINT officer_login_officer_fk REFERENCES officer (id) ON DELETE CASCADE,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX officer_login_officer ON officer_login (officer_id);

CREATE TABLE verification (
  id uuid CONSTRAINT verification_pk PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX verification_identifier ON verification (identifier);

CREATE TABLE role_grant (
  id uuid CONSTRAINT role_grant_pk PRIMARY KEY,
  officer_id uuid NOT NULL CONSTRAINT role_grant_officer_fk REFERENCES officer (id) ON DELETE CASCADE,
  role text NOT NULL CONSTRAINT role_grant_role CHECK (role IN ('ministry', 'province', 'communeOfficer', 'communeSigner')),
  unit_id int NOT NULL CONSTRAINT role_grant_unit_fk REFERENCES unit (id),
  valid_from date NOT NULL,
  valid_to date
);
CREATE INDEX role_grant_officer ON role_grant (officer_id);
CREATE INDEX role_grant_unit ON role_grant (unit_id);

CREATE TABLE device (
  id uuid CONSTRAINT device_pk PRIMARY KEY,
  member_id uuid NOT NULL CONSTRAINT device_member_fk REFERENCES member (id),
  public_key jsonb NOT NULL, -- JWK, P-256
  label text NOT NULL,
  enrolled_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_heard_at timestamptz,
  app_version text,
  unsent int NOT NULL DEFAULT 0 -- as the phone last said
);
CREATE INDEX device_member ON device (member_id);

CREATE TABLE enrolment_code (
  code_hash bytea CONSTRAINT enrolment_code_pk PRIMARY KEY,
  member_id uuid NOT NULL CONSTRAINT enrolment_code_member_fk REFERENCES member (id),
  made_by uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX enrolment_code_member ON enrolment_code (member_id);

CREATE TABLE device_challenge (
  nonce text CONSTRAINT device_challenge_pk PRIMARY KEY,
  device_id uuid NOT NULL CONSTRAINT device_challenge_device_fk REFERENCES device (id) ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
CREATE INDEX device_challenge_device ON device_challenge (device_id);

CREATE TABLE session (
  id uuid CONSTRAINT session_pk PRIMARY KEY,
  token text NOT NULL CONSTRAINT session_token UNIQUE,
  officer_id uuid CONSTRAINT session_officer_fk REFERENCES officer (id) ON DELETE CASCADE,
  device_id uuid CONSTRAINT session_device_fk REFERENCES device (id) ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT session_one_holder CHECK (num_nonnulls(officer_id, device_id) = 1)
);
CREATE INDEX session_officer ON session (officer_id);
CREATE INDEX session_device ON session (device_id);

-- Attempts per account, device or address in a window; one limiter for every way in.
CREATE TABLE attempt (
  key text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX attempt_key ON attempt (key, at);
