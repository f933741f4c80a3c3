-- What a phone says about itself with each pull, so that a leader sees trouble before it becomes loss.

ALTER TABLE device
  ADD COLUMN refused int NOT NULL DEFAULT 0,  -- ops in its owner's inbox
  ADD COLUMN storage_used bigint,             -- bytes, as the browser estimates them
  ADD COLUMN storage_quota bigint;
