alter table company
  add column gstin text,
  add column financial_year_from smallint not null default 4 check (financial_year_from between 1 and 12),
  add column language text not null default 'en' check (language in ('en', 'hi'));

alter table member add column joined_at timestamptz not null default now();

create table invitation (
  company_id uuid not null references company on delete cascade,
  invitation_id uuid not null default gen_random_uuid(),
  email text not null, -- in small letters
  role text not null check (role in ('owner', 'accountant', 'viewer')),
  token_hash bytea not null, -- SHA-256
  invited_by text not null,
  invited_by_name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by text,
  withdrawn_at timestamptz,
  primary key (company_id, invitation_id)
);
create index invitation_by_token on invitation (token_hash);

alter table api_key
  add column name text not null default 'Agent',
  add column created_by_name text, -- null: made by the installation itself
  add column expires_at timestamptz, -- while another takes its place: both hold until then
  add column replaces uuid; -- the key whose place it takes; its first use ends that one

-- One giving of a key to an agent. Codes and tokens are kept as their SHA-256.
create table pairing (
  company_id uuid not null references company on delete cascade,
  pairing_id uuid not null default gen_random_uuid(),
  state text not null check (state in ('open', 'claimed', 'confirmed', 'paired', 'refused')),
  code_hash bytea, -- what the app shows; null: the agent showed one, or it is for a key
  token_hash bytea,
  claim_hash bytea, -- what the agent asks by; null until it has come
  key_id uuid, -- what it is or was for
  opened_by text not null,
  opened_by_name text not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  polled_at timestamptz,
  machine text,
  windows_user text,
  tally_company text,
  tally_guid text,
  gstin text,
  address text, -- where the agent asked from
  primary key (company_id, pairing_id)
);
create index pairing_by_code on pairing (code_hash) where code_hash is not null;
create index pairing_by_token on pairing (token_hash) where token_hash is not null;
create index pairing_by_claim on pairing (claim_hash) where claim_hash is not null;

-- An agent that shows a code and waits for a company to take it. It belongs to none, so no key begins with one.
create table waiting_agent (
  claim_hash bytea not null,
  code_hash bytea not null,
  expires_at timestamptz not null,
  polled_at timestamptz,
  machine text not null,
  windows_user text not null,
  tally_company text not null,
  tally_guid text not null,
  gstin text,
  address text not null
);
create unique index waiting_agent_by_claim on waiting_agent (claim_hash);
create unique index waiting_agent_by_code on waiting_agent (code_hash);
create index waiting_agent_by_end on waiting_agent (expires_at);

create table company_export (
  company_id uuid primary key references company on delete cascade,
  export_id uuid not null, -- the latest asked for; an older one's job finds itself overtaken
  state text not null check (state in ('waiting', 'ready', 'failed')),
  asked_by_name text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  bytes bigint not null default 0,
  rows bigint not null default 0
);

create table company_export_piece (
  company_id uuid not null references company_export on delete cascade,
  piece_no integer not null,
  body bytea not null,
  primary key (company_id, piece_no)
);
alter table company_export_piece alter column body set storage external; -- a ZIP does not get smaller

call wall('invitation', 'pairing', 'company_export', 'company_export_piece');
grant select, insert, update, delete on invitation, pairing, company_export, company_export_piece to cfa_app, cfa_job;

-- Before a company is known: whose invitation or pairing a secret opens, nothing else of it.
create policy who_belongs_where on invitation for select to cfa_authn using (true);
create policy who_belongs_where on pairing for select to cfa_authn using (true);
grant select (company_id, invitation_id, token_hash) on invitation to cfa_authn;
grant select (company_id, pairing_id, code_hash, token_hash, claim_hash) on pairing to cfa_authn;
grant select (expires_at) on api_key to cfa_authn;

alter table waiting_agent enable row level security;
alter table waiting_agent force row level security;
create policy before_a_company on waiting_agent to cfa_authn using (true) with check (true);
grant select, insert, update, delete on waiting_agent to cfa_authn;
