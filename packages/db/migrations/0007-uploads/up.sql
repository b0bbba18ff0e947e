create table upload (
  company_id uuid not null references company on delete cascade,
  upload_id uuid not null default gen_random_uuid(),
  state text not null check (state in ('receiving', 'reading', 'asking', 'ready', 'refused', 'committed', 'failed')),
  user_id text not null,
  user_name text not null,
  opened_at timestamptz not null default now(),
  expires_at timestamptz, -- when it goes; null once committed
  generation bigint, -- of the books the preview was made against
  warnings jsonb not null default '[]',
  refusal jsonb,
  take_back_run_id uuid, -- the run that took it back
  primary key (company_id, upload_id)
);
create index upload_by_time on upload (company_id, opened_at desc);

create table upload_file (
  company_id uuid not null,
  upload_id uuid not null,
  file_no integer not null,
  name text not null,
  inside_of integer, -- the zip file it came in
  bytes bigint not null,
  received bigint not null default 0,
  read_bytes bigint not null default 0,
  state text not null check (state in ('receiving', 'waiting', 'reading', 'asking', 'read', 'opened', 'refused')),
  format text,
  kind text,
  company_name text,
  company_guid text,
  period_from date,
  period_to date,
  as_of date,
  summary jsonb not null default '{}', -- counts, sums, first rows
  signature text, -- of a table's headings
  mapping jsonb, -- how the table is read
  question jsonb, -- what must be known first
  refusal jsonb,
  warnings jsonb not null default '[]',
  refused_rows integer not null default 0,
  primary key (company_id, upload_id, file_no),
  foreign key (company_id, upload_id) references upload on delete cascade
);

-- The bytes of a file, in pieces of about a megabyte; gone when the upload is committed or goes.
create table upload_piece (
  company_id uuid not null,
  upload_id uuid not null,
  file_no integer not null,
  starts_at bigint not null,
  body bytea not null,
  primary key (company_id, upload_id, file_no, starts_at),
  foreign key (company_id, upload_id, file_no) references upload_file on delete cascade
);
alter table upload_piece alter column body set storage external; -- exports are not worth the time to compress them here

-- What was read of a file, as batches of a run; they become one when the upload is committed.
create table upload_batch (
  company_id uuid not null,
  upload_id uuid not null,
  file_no integer not null,
  sequence integer not null,
  body_sha256 bytea not null,
  body bytea not null,
  records integer not null,
  masters integer not null,
  vouchers integer not null,
  unreadable integer not null,
  primary key (company_id, upload_id, file_no, sequence),
  foreign key (company_id, upload_id, file_no) references upload_file on delete cascade
);

create table upload_refused_row (
  company_id uuid not null,
  upload_id uuid not null,
  file_no integer not null,
  line integer not null,
  reason text not null,
  cells jsonb not null,
  primary key (company_id, upload_id, file_no, line),
  foreign key (company_id, upload_id, file_no) references upload_file on delete cascade
);

-- What a company once said about tables of one layout: the next one needs no question.
create table table_mapping (
  company_id uuid not null references company on delete cascade,
  signature text not null,
  mapping jsonb not null,
  used_at timestamptz not null default now(),
  primary key (company_id, signature)
);

-- What a file's run found in the place of its own records. What it brought for the first time has no row.
create table replaced_fact (
  company_id uuid not null references company on delete cascade,
  run_id uuid not null,
  kind text not null check (kind in ('group', 'ledger', 'voucher-type', 'voucher')),
  guid text not null,
  alter_id bigint not null,
  record jsonb not null,
  digest bytea not null,
  was_run_id uuid not null, -- the run that had brought it
  primary key (company_id, run_id, kind, guid)
);

alter table sync_run add column takes_back uuid; -- the run whose records this one takes out again

do $$
declare
  t text;
begin
  foreach t in array array[
    'upload', 'upload_file', 'upload_piece', 'upload_batch', 'upload_refused_row', 'table_mapping', 'replaced_fact'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy company_wall on %I to cfa_app, cfa_job
         using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
         with check (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update, delete on %I to cfa_app, cfa_job', t);
  end loop;
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on all tables in schema public to cfa_job';
  end if;
end $$;
