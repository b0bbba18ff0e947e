-- The agent's last word about a company: one row, rewritten in place, so that a quiet Tally costs next to nothing.
create table agent_heartbeat (
  company_id uuid primary key references company on delete cascade,
  seen_at timestamptz not null, -- when the agent was last heard
  read_at timestamptz, -- when it last found Tally's counters to be the ones we know
  key_id uuid, -- the key it used
  agent_id text,
  agent_version text,
  machine text,
  tally jsonb, -- what it found out about its Tally
  trouble jsonb -- why Tally could not be read, since when; null when it could
) with (fillfactor = 50);

alter table sync_run drop constraint sync_run_kind_check;
alter table sync_run
  add constraint sync_run_kind_check check (kind in ('full', 'changes', 'sweep')),
  add column agent_id text,
  add column asked jsonb, -- what was wanted when the run was opened
  add column swept jsonb; -- months of which it showed every voucher, and whether Tally stood still

alter table sync_state
  add column wants jsonb not null default '{}', -- what Tally is asked for next, and how often it was asked in vain
  add column tie_out_generation bigint, -- the books the verdict is about; older than `generation`: they moved on since
  add column tie_out_months text[] not null default '{}', -- months whose vouchers are not Tally's
  add column tie_out_message text;

-- Tally's current period and the currency most ledgers are kept in, as of the newest run.
alter table company
  add column period_from date,
  add column currency text;

-- What Tally no longer shows, kept because it is too much to believe without a person.
create table absent_fact (
  company_id uuid not null references company on delete cascade,
  kind text not null check (kind in ('group', 'ledger', 'voucher-type', 'voucher')),
  guid text not null,
  run_id uuid not null, -- the run that did not show it
  noted_at timestamptz not null default now(),
  confirm_id uuid, -- the audit entry of whoever said that it may go
  primary key (company_id, kind, guid)
);

create table audit_entry (
  company_id uuid not null references company on delete cascade,
  audit_id uuid not null default gen_random_uuid(),
  at timestamptz not null default now(),
  user_id text not null,
  user_name text not null,
  action text not null,
  detail jsonb not null,
  primary key (company_id, audit_id)
);
create index audit_by_time on audit_entry (company_id, at desc);

-- The month ("2026-04"), type and Tally's own amount of a voucher; null for masters.
alter table fact
  add column month text,
  add column type_name text,
  add column amount bigint;
alter table fact no force row level security;
update fact set month = left(record ->> 'date', 7), type_name = record ->> 'type', amount = (record ->> 'amount')::bigint
where kind = 'voucher';
create index fact_by_month on fact (company_id, month) where kind = 'voucher';

-- Vouchers of every state by month and type, as Tally counts them. `stated`: how many have an amount of their own.
create table voucher_month (
  company_id uuid not null references company on delete cascade,
  month text not null,
  type_name text not null,
  vouchers integer not null,
  stated integer not null,
  amount bigint not null,
  primary key (company_id, month, type_name)
);
insert into voucher_month
select company_id, month, type_name, count(*), count(amount), coalesce(sum(amount), 0)
from fact where kind = 'voucher' group by company_id, month, type_name;
alter table fact force row level security;

create table closing_stock (
  company_id uuid not null references company on delete cascade,
  as_of date not null,
  value bigint not null, -- debit positive
  primary key (company_id, as_of)
);

alter table ledger
  add column stated_opening bigint not null default 0, -- as Tally gave it, at the beginning of its current period
  add column stated_bills jsonb not null default '[]',
  add column is_revenue boolean not null default false, -- begins every financial year at zero
  add column carries_result boolean not null default false; -- Profit & Loss A/c: results of closed years end up here
alter table ledger no force row level security;
update ledger set stated_opening = opening, stated_bills = opening_bills,
  is_revenue = root in ('Direct Expenses', 'Direct Incomes', 'Indirect Expenses', 'Indirect Incomes', 'Purchase Accounts',
                        'Sales Accounts'),
  carries_result = root = 'Primary';
alter table ledger force row level security;

do $$
declare
  t text;
begin
  foreach t in array array['agent_heartbeat', 'absent_fact', 'audit_entry', 'voucher_month', 'closing_stock'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy company_wall on %I to cfa_app, cfa_job
         using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
         with check (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update, delete on %I to cfa_app, cfa_job', t);
  end loop;
  -- What was done stays on record.
  revoke update, delete on audit_entry from cfa_app, cfa_job;
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on all tables in schema public to cfa_job';
  end if;
end $$;
