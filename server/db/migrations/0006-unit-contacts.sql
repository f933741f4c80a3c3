-- Where a commune can be reached, as it states it, and the legal source of a change of units.

CREATE TABLE unit_contact (
  unit_id int CONSTRAINT unit_contact_pk PRIMARY KEY CONSTRAINT unit_contact_unit_fk REFERENCES unit (id),
  office text NOT NULL, -- "Phòng Văn hóa - Xã hội"; the name of the office differs from commune to commune
  phone text,
  address text
);

ALTER TABLE succession ADD COLUMN law text; -- resolution or decision, with its day; null when not known

-- Units are found by the beginning of their folded name, and by what they lie in.
CREATE INDEX unit_fold ON unit (fold text_pattern_ops);
CREATE INDEX unit_path ON unit USING gin (path);
