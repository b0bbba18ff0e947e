-- What a gateway said of the keys that stand now.
alter table gateway
  add column keys_version integer not null default 0, -- one more with every setting
  add column keys_asked_at timestamptz, -- null: it was not asked since they were set
  add column keys_are_good boolean,
  add check ((keys_asked_at is null) = (keys_are_good is null));
grant update (keys_version, keys_asked_at, keys_are_good) on gateway to cfa_app;
grant update (keys_asked_at, keys_are_good) on gateway to cfa_job;
