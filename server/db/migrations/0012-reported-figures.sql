-- Dated numbers about the teams that a unit or a paper has published, with their source. Written from catalogue/network only.

CREATE TABLE reported_figure (
  unit_id int NOT NULL CONSTRAINT reported_figure_unit_fk REFERENCES unit (id),
  day date NOT NULL,
  source text NOT NULL,
  estimated boolean NOT NULL, -- the source does not give the day
  teams int,                  -- null: not stated
  teams_mark text CONSTRAINT reported_figure_teams_mark CHECK (teams_mark IN ('about', 'over')),
  members int,
  members_mark text CONSTRAINT reported_figure_members_mark CHECK (members_mark IN ('about', 'over')),
  commune_teams int,
  village_teams int,
  provinces_with_teams int,
  provinces_complete int,
  provinces_total int,
  reach text CONSTRAINT reported_figure_reach CHECK (reach IN ('some', 'communes', 'villages')),
  about jsonb NOT NULL,       -- organ, title and address of the source; note in both languages
  CONSTRAINT reported_figure_pk PRIMARY KEY (unit_id, day, source)
);
