-- Two rows can be one person or one home, and rows can go to another area. Null where nothing of it has happened: most rows.

ALTER TABLE household
  ADD COLUMN merged_into uuid,  -- the row into which this one was merged
  ADD COLUMN one_id uuid,       -- the row that stands for it and for which it stands: the end of its aliases (server/sync/one); null where it stands alone
  ADD COLUMN apart uuid[],      -- of which somebody said that they are others
  ADD COLUMN moved_to int,      -- the area to which it has gone; the row stays for the figures of its time here
  ADD COLUMN came_from int[],
  ADD COLUMN earlier jsonb;     -- [[activity id, day, kind, outcome, voided 0|1]]: visits that lie in those areas
ALTER TABLE resident
  ADD COLUMN merged_into uuid,
  ADD COLUMN one_id uuid,
  ADD COLUMN apart uuid[],
  ADD COLUMN moved_to int,
  ADD COLUMN moved_home uuid,
  ADD COLUMN came_from int[];
CREATE INDEX household_merged ON household (area_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX resident_merged ON resident (area_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX household_elsewhere ON household (area_id, one_id) WHERE one_id IS NOT NULL OR moved_to IS NOT NULL;
CREATE INDEX resident_elsewhere ON resident (area_id, one_id) WHERE one_id IS NOT NULL;

-- Rows after whose change something has to follow, here or in another area: ids only.
CREATE TABLE onward (
  area_id int NOT NULL,
  row_table text NOT NULL CONSTRAINT onward_row_table CHECK (row_table IN ('household', 'resident')),
  row_id uuid NOT NULL,
  CONSTRAINT onward_pk PRIMARY KEY (area_id, row_table, row_id)
);

-- The clocks by which a row is counted: gone from the day it left, born on the day it came (back).
CREATE FUNCTION counted_clocks(clocks jsonb, moved_to int) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(jsonb_agg(c), '[]') FROM (
    SELECT CASE WHEN moved_to IS NULL THEN c ELSE c - 'removed' END AS c FROM jsonb_array_elements(clocks) c
    UNION ALL SELECT jsonb_build_array(c->>0, c->>1, 'born') FROM jsonb_array_elements(clocks) c WHERE c ? 'arrived'
    UNION ALL SELECT jsonb_build_array(c->>0, c->>1, 'removed') FROM jsonb_array_elements(clocks) c WHERE c ? 'moved' AND moved_to IS NOT NULL) x
$$;

-- One row for each home and person, as they are counted and shown at a desk: merged rows in the row that stands, gone
-- where they have left. The same as model/resident/one.ts makes of the rows on a phone.
CREATE VIEW one_household WITH (security_invoker = true) AS
  SELECT h.area_id, h.id, h.head, h.fold, h.sort_key, h.address, h.lane, h.headcount, h.phone, h.note, h.names_refused, h.sells,
    h.sells_online, h.takes_qr, h.basis, h.next_day, h.earlier, h.apart, h.came_from, h.moved_to, ARRAY[h.id] AS rows,
    h.removed OR h.moved_to IS NOT NULL AS removed,
    CASE WHEN h.came_from IS NULL AND h.moved_to IS NULL THEN h.clocks ELSE counted_clocks(h.clocks, h.moved_to) END AS clocks
  FROM household h WHERE h.one_id IS NULL
  UNION ALL
  SELECT h.area_id, h.id, CASE WHEN NOT h.names_refused THEN j.head END, h.fold, h.sort_key, j.address, j.lane, j.headcount,
    CASE WHEN NOT h.names_refused THEN j.phone END, j.note, h.names_refused, j.sells, j.sells_online, j.takes_qr, h.basis, j.next_day,
    j.earlier, h.apart, h.came_from, h.moved_to, j.rows, h.removed OR h.moved_to IS NOT NULL, counted_clocks(j.clocks, h.moved_to)
  FROM household h CROSS JOIN LATERAL (
    SELECT (array_agg(m.head ORDER BY m.id <> h.id, m.id) FILTER (WHERE m.head IS NOT NULL))[1] AS head,
      (array_agg(m.address ORDER BY m.id <> h.id, m.id) FILTER (WHERE m.address IS NOT NULL))[1] AS address,
      (array_agg(m.lane ORDER BY m.id <> h.id, m.id) FILTER (WHERE m.lane IS NOT NULL))[1] AS lane,
      (array_agg(m.headcount ORDER BY m.id <> h.id, m.id) FILTER (WHERE m.headcount IS NOT NULL))[1] AS headcount,
      (array_agg(m.phone ORDER BY m.id <> h.id, m.id) FILTER (WHERE m.phone IS NOT NULL))[1] AS phone,
      (array_agg(m.note ORDER BY m.id <> h.id, m.id) FILTER (WHERE m.note IS NOT NULL))[1] AS note,
      (array_agg(m.next_day ORDER BY m.id <> h.id, m.id) FILTER (WHERE m.next_day IS NOT NULL))[1] AS next_day,
      bool_or(m.sells) AS sells,
      bool_or(m.sells_online) AS sells_online,
      bool_or(m.takes_qr) AS takes_qr,
      (SELECT jsonb_agg(v) FROM household e, jsonb_array_elements(e.earlier) v WHERE e.area_id = h.area_id AND e.id = ANY (array_agg(m.id))) AS earlier,
      array_agg(m.id) AS rows,
      (SELECT jsonb_agg(CASE WHEN c ? 'born' AND c->>0 > first_born THEN c - 'born' ELSE c END) FROM (
        SELECT CASE WHEN e.id = h.id THEN c ELSE c - 'removed' - 'moved' - 'arrived' END AS c, min(c->>0) FILTER (WHERE c ? 'born') OVER () AS first_born
        FROM household e, jsonb_array_elements(e.clocks) c WHERE e.area_id = h.area_id AND e.id = ANY (array_agg(m.id))) x) AS clocks
    FROM household m
    WHERE m.area_id = h.area_id AND m.one_id = h.id AND (m.id = h.id OR NOT h.removed)) j
  WHERE h.one_id = h.id;

CREATE VIEW one_resident WITH (security_invoker = true) AS
  SELECT r.area_id, r.id, coalesce(home.one_id, r.household_id) AS household_id, r.name, r.fold, r.sort_key, r.birth_year, r.sex, r.phone,
    r.conditions, r.consent, r.observations, r.apart, r.came_from, r.moved_to, ARRAY[r.id] AS rows, r.removed OR r.moved_to IS NOT NULL AS removed,
    CASE WHEN r.came_from IS NULL AND r.moved_to IS NULL THEN r.clocks ELSE counted_clocks(r.clocks, r.moved_to) END AS clocks
  FROM resident r LEFT JOIN household home ON home.area_id = r.area_id AND home.id = r.household_id AND home.one_id IS NOT NULL
  WHERE r.one_id IS NULL
  UNION ALL
  SELECT r.area_id, r.id, coalesce(home.one_id, r.household_id), j.name, r.fold, r.sort_key, j.birth_year, j.sex, j.phone, j.conditions,
    r.consent, j.observations, r.apart, r.came_from, r.moved_to, j.rows, r.removed OR r.moved_to IS NOT NULL, counted_clocks(j.clocks, r.moved_to)
  FROM resident r LEFT JOIN household home ON home.area_id = r.area_id AND home.id = r.household_id AND home.one_id IS NOT NULL CROSS JOIN LATERAL (
    SELECT (array_agg(m.name ORDER BY m.id <> r.id, m.id) FILTER (WHERE m.name IS NOT NULL))[1] AS name,
      (array_agg(m.birth_year ORDER BY m.id <> r.id, m.id) FILTER (WHERE m.birth_year IS NOT NULL))[1] AS birth_year,
      (array_agg(m.sex ORDER BY m.id <> r.id, m.id) FILTER (WHERE m.sex IS NOT NULL))[1] AS sex,
      (array_agg(m.phone ORDER BY m.id <> r.id, m.id) FILTER (WHERE m.phone IS NOT NULL))[1] AS phone,
      (SELECT coalesce(jsonb_object_agg(key, value ORDER BY e.id = r.id, e.id DESC), '{}') FROM resident e, jsonb_each(e.conditions)
        WHERE e.area_id = r.area_id AND e.id = ANY (array_agg(m.id))) AS conditions,
      (SELECT coalesce(jsonb_agg(o ORDER BY o->>2, (o->>5)::numeric, (o->>3) COLLATE "C", (o->>0) COLLATE "C", (o->>1) COLLATE "C"), '[]') FROM (
        SELECT DISTINCT ON (o->>0, o->>1, o->>2, o->>3, o->>5) o FROM resident e, jsonb_array_elements(e.observations) o
        WHERE e.area_id = r.area_id AND e.id = ANY (array_agg(m.id)) ORDER BY o->>0, o->>1, o->>2, o->>3, o->>5, e.id <> r.id, e.id) x) AS observations,
      array_agg(m.id) AS rows,
      (SELECT jsonb_agg(CASE WHEN c ? 'born' AND c->>0 > first_born THEN c - 'born' ELSE c END) FROM (
        SELECT CASE WHEN e.id = r.id THEN c ELSE c - 'removed' - 'moved' - 'arrived' END AS c, min(c->>0) FILTER (WHERE c ? 'born') OVER () AS first_born
        FROM resident e, jsonb_array_elements(e.clocks) c WHERE e.area_id = r.area_id AND e.id = ANY (array_agg(m.id))) x) AS clocks
    FROM resident m
    WHERE m.area_id = r.area_id AND m.one_id = r.id AND (m.id = r.id OR NOT r.removed)) j
  WHERE r.one_id = r.id;
