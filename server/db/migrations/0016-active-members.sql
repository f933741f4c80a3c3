-- Who was active in a commune in each reporting month: so that counting a new visit looks at its own member, and not at
-- everything that the commune did in the year. Filled for a commune and year when they are first counted.
CREATE TABLE active_member (
  commune_id int NOT NULL,
  period text NOT NULL,
  member_id uuid NOT NULL,
  CONSTRAINT active_member_pk PRIMARY KEY (commune_id, period, member_id)
);
