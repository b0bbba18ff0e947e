-- A discount for paying one bill early, from the proposal to its end.
create table offer (
  company_id uuid not null references company on delete cascade,
  offer_id uuid not null default gen_random_uuid(),
  ledger_guid text not null, -- the party; with key and date: the bill, a receivable
  bill_key text not null,
  bill_date date not null,
  bill_name text not null,
  amount bigint not null check (amount > 0), -- open on the bill when it was proposed
  style text not null check (style in ('percent', 'rupees')), -- how the customer is told
  steps jsonb not null check (jsonb_typeof(steps) = 'array'), -- [{until, discount, off}]: last day, hundredths of a percent, paise as text
  state text not null check (state in (
    'proposed', 'rejected', 'lapsed-unapproved', 'approved', 'accepted', 'honoured', 'lapsed', 'withdrawn', 'ghost', 'ghost-ended')),
  is_held_out boolean not null, -- a ghost: what would have been offered to a party of the hold-out; nobody is shown it
  cost bigint not null check (cost >= 0),
  profit bigint not null, -- expected
  profit_low bigint not null, -- its lower bound
  days_gained real not null,
  annual_rate integer not null check (annual_rate >= 0), -- hundredths of a percent
  chance real not null check (chance between 0 and 1), -- that it is taken up
  reason jsonb not null,
  gst_mode text not null default 'financial' check (gst_mode in ('financial', 'section34')),
  terms_version smallint not null check (terms_version > 0),
  as_of date not null, -- of the books it was proposed from
  proposed_at timestamptz not null,
  decided_at timestamptz, -- approved or rejected
  decided_by text,
  decided_name text,
  decided_why text,
  live_from timestamptz,
  accepted_at timestamptz,
  accepted_step smallint check (accepted_step >= 0), -- the one that was good then
  ended_at timestamptz,
  end_why text,
  settled_voucher_guid text,
  settled_on date, -- the payment's day
  settled_amount bigint check (settled_amount > 0),
  settled_discount bigint check (settled_discount >= 0),
  primary key (company_id, offer_id),
  check (is_held_out = (state in ('ghost', 'ghost-ended'))),
  check ((state in ('rejected', 'approved', 'accepted', 'honoured', 'lapsed', 'withdrawn')) = (decided_at is not null)),
  check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (decided_name is null)),
  check ((state in ('approved', 'accepted', 'honoured', 'lapsed', 'withdrawn')) = (live_from is not null)),
  check ((accepted_at is null) = (accepted_step is null)),
  check (state <> 'accepted' or accepted_at is not null),
  check ((state in ('rejected', 'lapsed-unapproved', 'honoured', 'lapsed', 'withdrawn', 'ghost-ended')) = (ended_at is not null)),
  check ((state = 'honoured') = (settled_voucher_guid is not null)),
  check ((settled_voucher_guid is null) = (settled_on is null) and (settled_voucher_guid is null) = (settled_amount is null)
    and (settled_voucher_guid is null) = (settled_discount is null))
);
create index offer_by_state on offer (company_id, state, proposed_at desc, offer_id desc);
create index offer_by_party on offer (company_id, ledger_guid, proposed_at desc);
-- One that a customer can take, at a time.
create unique index offer_live_of_party on offer (company_id, ledger_guid) where state in ('approved', 'accepted');
-- One on a bill, ever: waiting is never rewarded. What nobody decided about was shown to nobody.
create unique index offer_of_bill on offer (company_id, ledger_guid, bill_key, bill_date) where state <> 'lapsed-unapproved';

-- The addresses under which a customer sees an offer. Tokens are kept as their SHA-256.
create table offer_link (
  company_id uuid not null references company on delete cascade,
  token_hash bytea not null,
  offer_id uuid not null,
  made_at timestamptz not null,
  made_by text not null,
  revoked_at timestamptz,
  primary key (company_id, token_hash),
  foreign key (company_id, offer_id) references offer on delete cascade
);
create index offer_link_by_token on offer_link (token_hash);
create unique index offer_link_in_use on offer_link (company_id, offer_id) where revoked_at is null;

-- What a customer said on the page. `correction_id`: the promise or dispute that it became.
create table offer_event (
  company_id uuid not null references company on delete cascade,
  event_id uuid not null default gen_random_uuid(),
  offer_id uuid not null,
  kind text not null check (kind in ('accepted', 'promised', 'disputed')),
  nonce_hash bytea not null, -- SHA-256 of what the page gave for one use
  at timestamptz not null,
  correction_id uuid not null,
  primary key (company_id, event_id),
  unique (company_id, nonce_hash),
  foreign key (company_id, offer_id) references offer on delete cascade
);
create index offer_event_by_offer on offer_event (company_id, offer_id, at);
create unique index offer_event_accepted on offer_event (company_id, offer_id) where kind = 'accepted';

-- Where customers pay to: as shown to them now. What was said before is in the audit log.
create table pay_detail (
  company_id uuid primary key references company on delete cascade,
  payee_name text not null check (length(payee_name) between 1 and 100),
  vpa text, -- UPI id
  account_number text,
  ifsc text,
  bank_name text,
  said_at timestamptz not null,
  said_by text not null,
  said_name text not null,
  check ((account_number is null) = (ifsc is null)),
  check (bank_name is null or account_number is not null),
  check (vpa is not null or account_number is not null)
);

call wall('offer', 'offer_link', 'offer_event', 'pay_detail');
grant select, update on offer to cfa_app, cfa_job;
grant insert on offer to cfa_job;
grant select on offer_link, offer_event to cfa_app, cfa_job;
grant insert on offer_link, offer_event to cfa_app;
grant update (revoked_at) on offer_link to cfa_app, cfa_job;
grant select, insert, update, delete on pay_detail to cfa_app;

-- Before a company is known: whose offer a token opens, nothing else of it.
create policy who_belongs_where on offer_link for select to cfa_authn using (true);
grant select (company_id, offer_id, token_hash) on offer_link to cfa_authn;

-- What was approved is what the customer sees until it ends: no day moves, nothing gets better, and what has ended stays so.
create function keep_offer() returns trigger language plpgsql as $$
begin
  if (new.ledger_guid, new.bill_key, new.bill_date, new.is_held_out) is distinct from
     (old.ledger_guid, old.bill_key, old.bill_date, old.is_held_out) then
    raise exception 'an offer is for one bill; make another';
  end if;
  if old.live_from is not null and
     (new.amount, new.style, new.steps, new.terms_version, new.live_from, new.decided_at, new.decided_by) is distinct from
     (old.amount, old.style, old.steps, old.terms_version, old.live_from, old.decided_at, old.decided_by) then
    raise exception 'an offer that was approved is not changed';
  end if;
  if old.accepted_at is not null and
     (new.accepted_at, new.accepted_step) is distinct from (old.accepted_at, old.accepted_step) then
    raise exception 'an offer is accepted once';
  end if;
  if new.state <> old.state and not (case old.state
    when 'proposed' then new.state in ('rejected', 'lapsed-unapproved', 'approved')
    when 'approved' then new.state in ('accepted', 'honoured', 'lapsed', 'withdrawn')
    when 'accepted' then new.state in ('honoured', 'lapsed', 'withdrawn')
    when 'ghost' then new.state = 'ghost-ended'
    else false end) then
    raise exception 'an offer that is % does not become %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger keep_offer before update on offer for each row execute function keep_offer();

alter table statutory_rule no force row level security; -- for the row below: its owner writes what nobody else may
insert into statutory_rule (rule, valid_from, value, mark, source, note, read_on) values
  ('upi-limit', '2025-09-15', '{"paise": "10000000"}', 'S', 'zeenews.india.com; razorpay limits page',
   'One lakh rupees, a day between persons and a payment to a merchant. Verified merchants may take five lakh since this day; whether a UPI id is one''s is not known. Banks and apps may set less.', '2026-11-22');
alter table statutory_rule force row level security;
