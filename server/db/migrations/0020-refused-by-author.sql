-- An author's own refusals are asked for by author: when the inbox is opened, and before more are kept.
CREATE INDEX refused_op_author ON refused_op (actor_id, refused_at) WHERE resolved_at IS NULL;
