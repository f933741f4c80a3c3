-- The second wall. The app role has no DDL; field rows show only inside the areas named by SET LOCAL app.areas.

GRANT USAGE ON SCHEMA public TO :app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO :app;

-- The ledger and the audit chain are written once.
REVOKE DELETE ON op, audit_entry, report_event FROM :app;
REVOKE UPDATE ON audit_entry, report_event FROM :app;

CREATE FUNCTION in_reach(area int) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT area = ANY (string_to_array(nullif(current_setting('app.areas', true), ''), ',')::int[]) $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['op', 'refused_op', 'household', 'resident', 'activity', 'request', 'area_feed'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY %I ON %I USING (in_reach(area_id)) WITH CHECK (in_reach(area_id))', t || '_in_reach', t);
  END LOOP;
END $$;

-- The inbox of what was refused belongs to its author, also for an area the author no longer serves.
CREATE POLICY refused_op_of_author ON refused_op USING (actor_id::text = nullif(current_setting('app.actor', true), ''));
