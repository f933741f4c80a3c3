-- Who comes back to an area counts there as before, but for the time away (clock 'left' to clock 'arrived'; server/facts/stocks.ts).
-- Until now such a row counted from the day it came back, and what had been counted of it before was lost.
CREATE OR REPLACE FUNCTION counted_clocks(clocks jsonb, moved_to int) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(jsonb_agg(c), '[]') FROM (
    SELECT CASE WHEN moved_to IS NULL THEN c ELSE c - 'removed' END AS c FROM jsonb_array_elements(clocks) c
    UNION ALL SELECT jsonb_build_array(c->>0, c->>1, 'removed') FROM jsonb_array_elements(clocks) c WHERE c ? 'moved' AND moved_to IS NOT NULL) x
$$;
