-- Photos and voice notes of activities: which there are. The files lie beside the database, by the hash of their content.

CREATE TABLE evidence (
  area_id int NOT NULL,
  hash text NOT NULL,          -- SHA-256 in hex, the name of the file
  activity_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT evidence_kind CHECK (kind IN ('photo', 'voice')),
  type text NOT NULL,          -- as its first bytes say, never as the sender says
  size int NOT NULL,
  sender_id uuid NOT NULL,     -- member or officer
  received_at timestamptz NOT NULL,
  CONSTRAINT evidence_pk PRIMARY KEY (area_id, hash)
);
CREATE INDEX evidence_activity ON evidence (area_id, activity_id);

ALTER TABLE evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY evidence_in_reach ON evidence USING (in_reach(area_id)) WITH CHECK (in_reach(area_id));
