create table tally_draft (
  company_id uuid not null references company on delete cascade,
  draft_id uuid not null default gen_random_uuid(),
  request_id uuid not null, -- the app's: the same one again makes no second draft
  marker text not null, -- its name in Tally
  kind text not null check (kind in ('credit-note', 'receipt')),
  gst text not null check (gst in ('none', 'financial', 'section34')),
  state text not null default 'drafted'
    check (state in ('drafted', 'accepted', 'sent', 'written', 'refused', 'unknown', 'withdrawn')),
  mode text check (mode in ('file', 'optional', 'posted')),
  ledger_id uuid not null, -- the party
  bill_id uuid not null,
  amount bigint not null check (amount > 0),
  date date not null,
  voucher jsonb not null, -- as it is to stand in Tally
  base jsonb not null, -- what the books said when it was made
  accepted_base jsonb, -- and when it was accepted
  xml text, -- exactly what was accepted
  created_at timestamptz not null default now(),
  created_by text not null,
  created_name text not null,
  accepted_at timestamptz,
  accepted_by text,
  accepted_name text,
  sent_at timestamptz, -- taken by the agent, who sends it now
  agent_id text,
  decided_at timestamptz,
  outcome jsonb,
  primary key (company_id, draft_id),
  unique (company_id, marker),
  unique (company_id, request_id),
  check (state in ('drafted', 'withdrawn') or (mode is not null and xml is not null and accepted_by is not null)),
  check (state in ('drafted', 'accepted', 'withdrawn') or mode <> 'file'),
  check (state not in ('sent', 'written', 'unknown') or (sent_at is not null and agent_id is not null)),
  check (state not in ('written', 'refused', 'unknown') or outcome is not null)
);
create index tally_draft_by_time on tally_draft (company_id, created_at desc, draft_id desc);
create index tally_draft_to_carry on tally_draft (company_id) where state in ('accepted', 'sent', 'unknown');
create index tally_draft_by_bill on tally_draft (company_id, bill_id);
-- The voucher that a draft became is found by its marker; no other voucher has such a reference.
create index voucher_by_marker on voucher (company_id, reference) where reference like 'CFA-%';

alter table tally_draft enable row level security;
alter table tally_draft force row level security;
create policy company_wall on tally_draft to cfa_app, cfa_job
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
grant select, insert, update on tally_draft to cfa_app, cfa_job;

-- What a person has accepted is what is sent: neither it nor who accepted it changes any more.
create function keep_accepted_draft() returns trigger language plpgsql as $$
begin
  if (new.marker, new.kind, new.gst, new.ledger_id, new.bill_id, new.amount, new.date, new.voucher, new.base, new.created_by)
     is distinct from
     (old.marker, old.kind, old.gst, old.ledger_id, old.bill_id, old.amount, old.date, old.voucher, old.base, old.created_by) then
    raise exception 'a draft is not changed; make another';
  end if;
  if old.accepted_at is not null and
     (new.mode, new.xml, new.accepted_at, new.accepted_by) is distinct from (old.mode, old.xml, old.accepted_at, old.accepted_by) then
    raise exception 'what was accepted is not changed';
  end if;
  if old.state in ('written', 'withdrawn') and new.state <> old.state then
    raise exception 'a draft that is % stays so', old.state;
  end if;
  return new;
end $$;
create trigger keep_accepted_draft before update on tally_draft
  for each row execute function keep_accepted_draft();
