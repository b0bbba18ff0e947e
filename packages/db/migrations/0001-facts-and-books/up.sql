-- Every table here belongs to one company: company_id leads each key, row-level security is forced, and a
-- transaction sees the one company it has named in app.company_id, or nothing.
-- Sums are paise. In books tables debit is positive; in facts Tally's own sign is kept (debit negative).

create table company (
  company_id uuid primary key default gen_random_uuid(),
  name text not null,
  tally_guid text, -- null until the first sync
  is_demo boolean not null default false,
  books_from date,
  created_at timestamptz not null default now()
);

create table member (
  company_id uuid not null references company on delete cascade,
  user_id text not null, -- of the auth schema, which stands apart
  role text not null check (role in ('owner', 'accountant', 'viewer')),
  primary key (company_id, user_id)
);
create index member_by_user on member (user_id);

create table api_key (
  company_id uuid not null references company on delete cascade,
  key_id uuid not null default gen_random_uuid(),
  key_hash bytea not null, -- SHA-256 of the whole key
  last_four text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (company_id, key_id)
);
create index api_key_by_hash on api_key (key_hash);

-- Where a company's sync stands: one row, locked by whoever moves it on.
create table sync_state (
  company_id uuid primary key references company on delete cascade,
  lease bigint not null default 0, -- fencing number of the agent that may write
  applied_lease bigint not null default 0, -- of the newest run taken in: an older one no longer deletes or moves marks
  generation bigint not null default 0, -- goes up when a run has been taken in whole
  masters_mark bigint,
  vouchers_mark bigint,
  read_at timestamptz, -- when Tally was last read well
  data_to date, -- date of the last voucher
  tie_out text not null default 'unknown' check (tie_out in ('equal', 'different', 'unknown')),
  tie_out_as_of date,
  differences integer not null default 0
);

create table sync_run (
  company_id uuid not null references company on delete cascade,
  run_id uuid not null,
  kind text not null check (kind in ('full', 'changes')),
  source text not null check (source in ('agent', 'file')),
  lease bigint not null,
  state text not null check (state in ('open', 'queued', 'applied', 'failed')),
  agent_version text not null,
  machine text not null,
  company_record jsonb not null,
  opened_at timestamptz not null default now(),
  batches integer, -- from here on known when the agent has finished
  masters_mark bigint,
  vouchers_mark bigint,
  read_at timestamptz,
  totals jsonb,
  tie_out text not null default 'unknown' check (tie_out in ('equal', 'different', 'unknown')),
  applied_at timestamptz,
  message text,
  primary key (company_id, run_id)
);
create index sync_run_by_time on sync_run (company_id, opened_at desc);

-- Batches wait here, durable, until their run is complete; then the body goes and the hash stays for replays.
create table sync_batch (
  company_id uuid not null,
  run_id uuid not null,
  sequence integer not null,
  body_sha256 bytea not null,
  body bytea, -- gzip JSON as it came; null once taken in
  records integer not null,
  refused jsonb not null default '[]', -- records that are no records: kind, place in the batch, reason
  answer jsonb not null,
  received_at timestamptz not null default now(),
  primary key (company_id, run_id, sequence),
  foreign key (company_id, run_id) references sync_run on delete cascade
);

create table quarantine (
  company_id uuid not null references company on delete cascade,
  quarantine_id uuid not null default gen_random_uuid(),
  run_id uuid not null,
  kind text not null,
  guid text,
  name text,
  reason text not null,
  raw text,
  seen_at timestamptz not null default now(),
  resolved_at timestamptz, -- set when a good version of the same object came
  primary key (company_id, quarantine_id)
);
create index quarantine_open on quarantine (company_id, seen_at desc) where resolved_at is null;

-- What Tally said, one row per object, newest version.
create table fact (
  company_id uuid not null references company on delete cascade,
  kind text not null check (kind in ('group', 'ledger', 'voucher-type', 'voucher')),
  guid text not null,
  alter_id bigint not null,
  record jsonb not null,
  digest bytea not null, -- of the record: tells a change that moved no ALTERID, such as a new number
  run_id uuid not null,
  primary key (company_id, kind, guid)
);

create table ledger (
  company_id uuid not null references company on delete cascade,
  ledger_id uuid not null default gen_random_uuid(),
  guid text not null, -- "name:<key>" when made from voucher names
  name text not null,
  name_key text not null, -- trimmed, one blank, lower case: how Tally compares names
  aliases text[] not null default '{}',
  group_name text not null,
  group_path text[] not null, -- from the root down
  root text not null, -- reserved name of the primary group, such as 'Current Assets'
  party_kind text check (party_kind in ('customer', 'supplier', 'both')), -- null: no party
  home_side text check (home_side in ('receivable', 'payable')),
  is_bill_wise boolean not null,
  is_inferred boolean not null default false,
  is_foreign boolean not null default false, -- kept in another currency: Tally shows it at the latest rate, we at booked value
  opening bigint not null,
  opening_bills jsonb not null default '[]',
  credit_period jsonb,
  credit_limit bigint,
  gstin text,
  phone text,
  email text,
  primary key (company_id, ledger_id),
  unique (company_id, guid)
);
create index ledger_by_name on ledger (company_id, name_key);
create index ledger_parties on ledger (company_id, party_kind) where party_kind is not null;

create table voucher (
  company_id uuid not null references company on delete cascade,
  voucher_id uuid not null default gen_random_uuid(),
  guid text not null,
  alter_id bigint not null,
  date date not null,
  kind text not null, -- base type: sales, receipt, …
  type_name text not null,
  state text not null check (state in ('posted', 'cancelled', 'optional', 'post-dated', 'non-accounting')),
  number text not null default '',
  reference text not null default '',
  narration text not null default '',
  party_name text,
  due_text text,
  primary key (company_id, voucher_id),
  unique (company_id, guid)
);
create index voucher_by_date on voucher (company_id, date);

-- Lines of vouchers that count (posted and post-dated), from their date on.
create table posting (
  company_id uuid not null,
  voucher_id uuid not null,
  line_no integer not null,
  ledger_id uuid not null,
  date date not null,
  amount bigint not null,
  allocations jsonb, -- bill allocations, debit positive; null: none
  bank jsonb,
  primary key (company_id, voucher_id, line_no),
  foreign key (company_id, voucher_id) references voucher on delete cascade,
  foreign key (company_id, ledger_id) references ledger
);
create index posting_by_ledger on posting (company_id, ledger_id, date);

create table ledger_month (
  company_id uuid not null,
  ledger_id uuid not null,
  month date not null,
  debit bigint not null,
  credit bigint not null,
  primary key (company_id, ledger_id, month),
  foreign key (company_id, ledger_id) references ledger on delete cascade
);

create table bill (
  company_id uuid not null,
  bill_id uuid not null default gen_random_uuid(),
  ledger_id uuid not null,
  side text not null check (side in ('receivable', 'payable')),
  name text not null,
  name_key text not null,
  occurrence integer not null, -- a name used again later is another bill
  basis text not null check (basis in ('stated', 'inferred')),
  is_opening boolean not null,
  date date not null,
  due_date date not null,
  due_source text not null check (due_source in ('bill', 'voucher', 'ledger', 'company', 'bill-date')),
  amount bigint not null check (amount > 0),
  open bigint not null check (open >= 0), -- after every settlement that counts, whenever it is dated
  last_settled date,
  voucher_id uuid,
  line_no integer,
  primary key (company_id, bill_id),
  unique (company_id, ledger_id, side, name_key, occurrence),
  foreign key (company_id, ledger_id) references ledger on delete cascade
);
create index bill_open on bill (company_id, side, ledger_id) where open <> 0;
create index bill_by_last_settled on bill (company_id, last_settled);

-- A settlement counts when its basis is its bill's; an inferred one on a stated bill only says what is likely.
create table settlement (
  company_id uuid not null,
  bill_id uuid not null,
  settlement_no integer not null,
  date date not null,
  amount bigint not null check (amount > 0),
  basis text not null check (basis in ('stated', 'inferred')),
  voucher_id uuid, -- null: an opening balance
  line_no integer,
  primary key (company_id, bill_id, settlement_no),
  foreign key (company_id, bill_id) references bill on delete cascade
);
create index settlement_by_voucher on settlement (company_id, voucher_id);

-- Money that no bill has taken: what came (positive) and what was taken later (negative), each on its day.
create table unapplied (
  company_id uuid not null,
  ledger_id uuid not null,
  unapplied_no integer not null,
  side text not null check (side in ('receivable', 'payable')),
  kind text not null check (kind in ('on-account', 'advance', 'excess', 'opening')),
  name text not null,
  date date not null,
  amount bigint not null,
  voucher_id uuid,
  primary key (company_id, ledger_id, unapplied_no),
  foreign key (company_id, ledger_id) references ledger on delete cascade
);

-- Tally's own ledger balances of the last run that brought them.
create table tally_balance (
  company_id uuid not null references company on delete cascade,
  ledger_name text not null,
  name_key text not null,
  closing bigint not null, -- debit positive
  primary key (company_id, name_key)
);

do $$
declare
  tables text[] := array[
    'company', 'member', 'api_key', 'sync_state', 'sync_run', 'sync_batch', 'quarantine', 'fact', 'ledger',
    'voucher', 'posting', 'ledger_month', 'bill', 'settlement', 'unapplied', 'tally_balance'];
  t text;
begin
  foreach t in array tables loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy company_wall on %I to cfa_app, cfa_job
         using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
         with check (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update, delete on %I to cfa_app, cfa_job', t);
  end loop;
  -- A job that has written much tells the planner at once (a privilege since PostgreSQL 17).
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on all tables in schema public to cfa_job';
  end if;
  -- Before a company is known, sign-in and key check may look up who belongs where; nothing else.
  foreach t in array array['company', 'member', 'api_key'] loop
    execute format('create policy who_belongs_where on %I for select to cfa_authn using (true)', t);
  end loop;
end $$;

grant select (company_id, name, is_demo) on company to cfa_authn;
grant select on member to cfa_authn;
grant select (company_id, key_id, key_hash, revoked_at) on api_key to cfa_authn;
