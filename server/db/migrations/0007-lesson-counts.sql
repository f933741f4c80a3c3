-- How often lessons are opened and their question answered: counts only, nobody is told apart.

CREATE TABLE lesson_day (
  skill text NOT NULL,
  day date NOT NULL,
  area_id int NOT NULL, -- 0: the place is not known
  opened int NOT NULL DEFAULT 0,
  answered int NOT NULL DEFAULT 0,
  answered_right int NOT NULL DEFAULT 0,
  CONSTRAINT lesson_day_pk PRIMARY KEY (skill, day, area_id)
);
