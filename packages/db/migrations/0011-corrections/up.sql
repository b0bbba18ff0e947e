create table correction (
  company_id uuid not null references company on delete cascade,
  correction_id uuid not null default gen_random_uuid(),
  kind text not null check (kind in (
    'rematch', 'due-date', 'terms', 'dispute', 'write-off', 'merge', 'exclude', 'contact', 'credit-limit', 'tds-profile',
    'promise')),
  state text not null check (state in ('waiting', 'active', 'conflict', 'retired', 'undone', 'rejected')),
  ledger_guid text not null, -- the party
  voucher_guid text, -- with line_no: the line that is matched anew
  line_no integer,
  bill_side text check (bill_side in ('receivable', 'payable')), -- with key and date: the bill
  bill_key text,
  bill_date date,
  value jsonb not null, -- what the person says
  base jsonb not null, -- what the books said then
  now jsonb, -- what they say now, where that is not `base` any more
  reason text not null,
  from_date date,
  until_date date,
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null,
  created_name text not null,
  decided_at timestamptz, -- approved, rejected, or a conflict settled
  decided_by text,
  decided_name text,
  ended_at timestamptz,
  ended_why text,
  primary key (company_id, correction_id),
  check ((voucher_guid is null) = (line_no is null)),
  check ((bill_side is null) = (bill_key is null) and (bill_key is null) = (bill_date is null)),
  check (kind <> 'rematch' or voucher_guid is not null),
  check (kind not in ('due-date', 'dispute', 'write-off') or bill_key is not null),
  check (kind not in ('terms', 'tds-profile', 'promise') or from_date is not null),
  check (state <> 'conflict' or now is not null),
  check ((state in ('retired', 'undone', 'rejected')) = (ended_at is not null))
);
create index correction_by_party on correction (company_id, ledger_guid, created_at);
create index correction_by_state on correction (company_id, state, created_at desc, correction_id desc);
create index correction_by_time on correction (company_id, created_at desc, correction_id desc);
-- One word about one thing at a time. A promise is as good as the next one.
create unique index correction_on_one_thing on correction (
  company_id, kind, ledger_guid, coalesce(voucher_guid, ''), coalesce(line_no, 0), coalesce(bill_side, ''),
  coalesce(bill_key, ''), coalesce(bill_date, '-infinity'), coalesce(from_date, '-infinity')
) where state in ('waiting', 'active', 'conflict') and kind <> 'promise';

alter table correction enable row level security;
alter table correction force row level security;
create policy company_wall on correction to cfa_app, cfa_job
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
grant select, insert, update on correction to cfa_app, cfa_job;

-- What a person has said is what stands: only its state moves on, and what it is held against.
create function keep_correction() returns trigger language plpgsql as $$
begin
  if (new.kind, new.ledger_guid, new.voucher_guid, new.line_no, new.bill_side, new.bill_key, new.bill_date, new.value,
      new.reason, new.from_date, new.created_at, new.created_by, new.created_name)
     is distinct from
     (old.kind, old.ledger_guid, old.voucher_guid, old.line_no, old.bill_side, old.bill_key, old.bill_date, old.value,
      old.reason, old.from_date, old.created_at, old.created_by, old.created_name) then
    raise exception 'a correction is not changed; undo it and make another';
  end if;
  if old.state in ('retired', 'undone', 'rejected') and new is distinct from old then
    raise exception 'a correction that is % stays so', old.state;
  end if;
  return new;
end $$;
create trigger keep_correction before update on correction for each row execute function keep_correction();

alter table bill
  drop constraint bill_due_source_check,
  add constraint bill_due_source_check
    check (due_source in ('bill', 'voucher', 'ledger', 'company', 'bill-date', 'correction')),
  add column source_due_date date, -- as without the correction; null: due_date is not corrected
  add column source_due_source text check (source_due_source in ('bill', 'voucher', 'ledger', 'company', 'bill-date')),
  add column disputed bigint not null default 0 check (disputed >= 0),
  add column origin_ledger_id uuid, -- of a merged party: the ledger it stands on in Tally; null: its own
  add constraint bill_due_corrected_check check ((due_source = 'correction') = (source_due_date is not null));

-- Of stated and inferred settlements those count whose basis is the bill's; corrected ones always do.
alter table settlement
  drop constraint settlement_basis_check,
  add constraint settlement_basis_check check (basis in ('stated', 'inferred', 'corrected')),
  drop constraint settlement_amount_check,
  add constraint settlement_amount_check check (amount > 0 or (amount < 0 and basis = 'corrected')),
  add column correction_id uuid,
  add constraint settlement_corrected_check check ((basis = 'corrected') = (correction_id is not null));

alter table unapplied
  add column is_corrected boolean not null default false, -- moved by a correction: no part of what Tally states
  add column origin_ledger_id uuid;
