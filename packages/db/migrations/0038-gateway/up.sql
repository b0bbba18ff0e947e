-- A company's own account at a payment gateway.
create table gateway (
  company_id uuid primary key references company on delete cascade,
  hook_token text not null, -- in the address that its webhooks go to
  made_at timestamptz not null
);
create index gateway_by_token on gateway (hook_token);

-- A link under which a customer may pay the sum of a step.
create table gateway_link (
  company_id uuid not null references company on delete cascade,
  link_id uuid not null default gen_random_uuid(), -- our reference there
  offer_id uuid not null,
  step smallint not null check (step >= 0),
  amount bigint not null check (amount > 0),
  expires_at timestamptz not null, -- the first moment that is too late
  state text not null check (state in ('wanted', 'made', 'refused', 'cancelled', 'expired', 'paid')),
  gateway_id text,
  url text,
  wanted_at timestamptz not null,
  tried_at timestamptz, -- last asked for; null: never
  looked_at timestamptz, -- last read there
  paid_amount bigint check (paid_amount > 0),
  paid_at timestamptz, -- as the gateway says; null: not told
  payment_id text,
  utr text, -- the banks' number of the payment
  primary key (company_id, link_id),
  foreign key (company_id, offer_id) references offer on delete cascade,
  check (state <> 'made' or (gateway_id is not null and url is not null)),
  check ((state = 'paid') = (paid_amount is not null))
);
create unique index gateway_link_open on gateway_link (company_id, offer_id) where state in ('wanted', 'made');
create index gateway_link_by_offer on gateway_link (company_id, offer_id);
create index gateway_link_by_gateway_id on gateway_link (company_id, gateway_id);

-- A webhook whose signature was right.
create table gateway_event (
  company_id uuid not null references company on delete cascade,
  event_id text not null,
  body_hash bytea not null,
  received_at timestamptz not null,
  body bytea, -- until it was looked at
  told jsonb, -- what it says of a link
  outcome text check (outcome in ('taken', 'unknown', 'nothing', 'unreadable')), -- unknown: of no link of ours so far
  primary key (company_id, event_id),
  unique (company_id, body_hash)
);
create index gateway_event_waiting on gateway_event (company_id, received_at) where outcome is null or outcome = 'unknown';

call wall('gateway', 'gateway_link', 'gateway_event');
grant select, insert, delete on gateway to cfa_app;
grant select on gateway to cfa_job;
grant select on gateway_link to cfa_app;
grant select, insert, update on gateway_link to cfa_job;
grant select, insert on gateway_event to cfa_app;
grant select, update on gateway_event to cfa_job;

-- Before a company is known: whose an address is, nothing else of it.
create policy who_belongs_where on gateway for select to cfa_authn using (true);
grant select (company_id, hook_token) on gateway to cfa_authn;

-- A link is for one sum until one moment, and goes one way: wanted, made, over, and paid, which may come last of all.
create function keep_gateway_link() returns trigger language plpgsql as $$
declare way constant jsonb := '{"wanted": 0, "made": 1, "refused": 2, "cancelled": 2, "expired": 2, "paid": 3}';
begin
  if (new.offer_id, new.step, new.amount, new.expires_at) is distinct from (old.offer_id, old.step, old.amount, old.expires_at) then
    raise exception 'a link is for one sum; want another';
  end if;
  if (way -> new.state)::int < (way -> old.state)::int or (old.state = 'paid' and new.paid_amount is distinct from old.paid_amount) then
    raise exception 'a link that is % does not become %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger keep_gateway_link before update on gateway_link for each row execute function keep_gateway_link();
