-- The day of an activity as a person settled it where it was doubtful, and by which op: ["YYYY-MM-DD", "stamp op-id"].
ALTER TABLE activity ADD COLUMN settled jsonb;
