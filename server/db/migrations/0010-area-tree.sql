-- Where the tree now holds each area's counts: a copy of area_village as it was when they were added. When an area's links
-- change, its counts are taken out along these and put in along the new ones.
CREATE TABLE area_tree (
  area_id int NOT NULL,
  village_id int NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  CONSTRAINT area_tree_pk PRIMARY KEY (area_id, valid_from)
);
