-- Walls tables that belong to companies: a transaction sees and writes rows of the company it has named, or none. What each
-- role may do there is granted beside it. For migrations alone: the running roles may not call it.
create procedure wall(variadic tables regclass[]) language plpgsql as $$
declare t regclass;
begin
  foreach t in array tables loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format(
      'create policy company_wall on %s to cfa_app, cfa_job
         using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
         with check (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', t);
  end loop;
end $$;
revoke all on procedure wall from public;

-- The key that a company's secrets are sealed with, wrapped by a master key that the database never sees.
create table company_data_key (
  company_id uuid primary key references company on delete cascade,
  master_key_id text not null, -- which master key wraps it
  wrapped bytea not null,
  made_at timestamptz not null default now()
);

create table company_secret (
  company_id uuid not null references company on delete cascade,
  provider text not null,
  field text not null,
  version integer not null check (version > 0), -- goes up with each new value: an old one put back does not open
  sealed bytea not null,
  last_four text not null check (length(last_four) <= 4),
  set_at timestamptz not null default now(),
  set_by text not null,
  primary key (company_id, provider, field)
);

call wall('company_data_key', 'company_secret');

grant select, insert on company_data_key to cfa_app;
grant select, insert, update, delete on company_data_key to cfa_job;
-- A request puts a secret down and says that it is there; what it is, only a job reads.
grant select (company_id, provider, field, version, last_four, set_at, set_by) on company_secret to cfa_app;
grant insert, update, delete on company_secret to cfa_app;
grant select on company_secret to cfa_job;
