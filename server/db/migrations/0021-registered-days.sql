-- How many teams and members were registered from which day on: the change of each day, so that any day is a sum of few
-- rows and the public page of the network counts no member. Written again for a commune when its teams change.
CREATE TABLE registered_day (
  commune_id int NOT NULL CONSTRAINT registered_day_commune_fk REFERENCES unit (id),
  day date NOT NULL,
  teams int NOT NULL,
  members int NOT NULL,
  CONSTRAINT registered_day_pk PRIMARY KEY (commune_id, day)
);
