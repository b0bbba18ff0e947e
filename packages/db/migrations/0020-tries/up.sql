create table auth.tries (
  name_hash bytea primary key,
  count integer not null,
  window_ends_at timestamptz not null
);
create index tries_window_ends_at_idx on auth.tries (window_ends_at);
grant select, insert, update, delete on auth.tries to cfa_authn;

delete from auth."rateLimit" where key like 'cfa|%';
