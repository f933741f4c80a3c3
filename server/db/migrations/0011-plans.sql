-- Requests are short: compiling a plan costs them more than it saves.
ALTER ROLE :app SET jit = off;

-- The app role loads the units and may then have their statistics taken; without them a search takes seven times as long.
CREATE FUNCTION analyze_units() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS
  $$ BEGIN ANALYZE unit; ANALYZE succession; END $$;
REVOKE EXECUTE ON FUNCTION analyze_units() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analyze_units() TO :app;
