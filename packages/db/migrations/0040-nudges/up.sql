-- What an owner says of reminders. Nothing is sent before he switches it on.
create table nudge_setting (
  company_id uuid primary key references company on delete cascade,
  is_on boolean not null default false,
  approval jsonb not null default '{}' check (jsonb_typeof(approval) = 'object'), -- class: each, digest or automatic; what is not said is each
  ladder jsonb, -- null: the usual one
  way_order text[] not null default '{whatsapp,sms,email,print}',
  from_minute smallint not null default 540 check (from_minute between 0 and 1439), -- of the day in India
  to_minute smallint not null default 1200 check (to_minute between 1 and 1440),
  quiet_weekdays integer[] not null default '{7}', -- 1 is Monday
  keeps_holidays boolean not null default true,
  week_cap smallint not null default 2 check (week_cap between 1 and 7),
  month_cap smallint not null default 5 check (month_cap between 1 and 15),
  accountant_approves boolean not null default true,
  brand text check (length(brand) between 1 and 30),
  reply_to text,
  ground_said_at timestamptz, -- the owner has said on what ground customers are reminded
  ground_said_by text,
  ground_said_name text,
  said_at timestamptz not null,
  said_by text not null,
  said_name text not null,
  check (from_minute < to_minute),
  check ((ground_said_at is null) = (ground_said_by is null) and (ground_said_at is null) = (ground_said_name is null))
);

create table nudge_quiet_day (
  company_id uuid not null references company on delete cascade,
  day date not null,
  note text not null,
  said_by text not null,
  primary key (company_id, day)
);

-- How one party is written to. Its row is also what holds the sends of a party apart, one after the other.
create table nudge_party (
  company_id uuid not null references company on delete cascade,
  ledger_guid text not null,
  way_order text[], -- null: as usual
  hour smallint check (hour between 0 and 23), -- null: as its answers say
  quiet_until date,
  language text check (language in ('en', 'hi')),
  made_at timestamptz not null,
  primary key (company_id, ledger_guid)
);

-- The key of the hashes of addresses: without it nobody can try numbers out against them.
create table address_salt (
  company_id uuid primary key references company on delete cascade,
  salt bytea not null check (length(salt) >= 16)
);

-- Where a party can be written to. What was erased leaves its hash, so that a "stop" of it holds.
create table party_address (
  company_id uuid not null references company on delete cascade,
  address_id uuid not null default gen_random_uuid(),
  ledger_guid text not null,
  way text not null check (way in ('whatsapp', 'sms', 'email')),
  address text,
  address_hash bytea not null,
  source text not null check (source in ('tally', 'correction', 'inbound', 'provider')),
  seen_at timestamptz not null,
  dead_at timestamptz, -- a provider says that nobody is there
  dead_why text,
  erased_at timestamptz,
  primary key (company_id, address_id),
  unique (company_id, ledger_guid, way, address_hash),
  check ((dead_at is null) = (dead_why is null)),
  check ((address is null) = (erased_at is not null))
);
create index party_address_by_hash on party_address (company_id, address_hash);

-- A party's leave to be written to, and its end: one entry each time, with where it came from and what proves it.
create table consent_event (
  company_id uuid not null references company on delete cascade,
  consent_no bigint generated always as identity,
  ledger_guid text,
  address_hash bytea,
  kind text not null check (kind in ('reminder', 'offer')),
  way text not null check (way in ('whatsapp', 'sms', 'email')),
  said text not null check (said in ('given', 'withdrawn')),
  source text not null check (source in ('owner-attested', 'signed-form', 'reply', 'pay-page', 'provider', 'import')),
  proof text not null check (length(proof) > 0), -- the wording, the form's number, what came in
  notice_version smallint,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (company_id, consent_no),
  check (ledger_guid is not null or address_hash is not null)
);
create index consent_by_party on consent_event (company_id, ledger_guid, at);
create index consent_by_address on consent_event (company_id, address_hash, at);

create table nudge_template (
  company_id uuid not null references company on delete cascade,
  template_id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('reminder', 'offer', 'thanks', 'statement')),
  stage text not null,
  way text not null check (way in ('whatsapp', 'sms', 'email', 'print')),
  language text not null check (language in ('en', 'hi')),
  version integer not null check (version > 0),
  body text not null,
  subject text,
  variables jsonb not null check (jsonb_typeof(variables) = 'array'), -- [{name, tag}] in order
  state text not null check (state in ('draft', 'submitted', 'approved', 'paused', 'rejected', 'recategorised', 'retired')),
  state_why text,
  state_at timestamptz not null,
  category text check (category in ('utility', 'marketing', 'service', 'promotional')),
  provider_name text, -- as WhatsApp knows it
  dlt_entity text,
  dlt_header text,
  dlt_template text,
  provider_flow text, -- as MSG91 knows it
  said_by text not null,
  said_at timestamptz not null,
  primary key (company_id, template_id),
  unique (company_id, kind, stage, way, language, version)
);
create unique index nudge_template_in_use on nudge_template (company_id, kind, stage, way, language) where state = 'approved';

-- A company's own account for one way. Its keys lie sealed in company_secret.
create table channel_account (
  company_id uuid not null references company on delete cascade,
  way text not null check (way in ('whatsapp', 'sms', 'email')),
  provider text not null check (provider in ('whatsapp', 'twilio', 'msg91', 'smtp')),
  config jsonb not null check (jsonb_typeof(config) = 'object'), -- nothing secret
  state text not null check (state in ('on', 'paused', 'bad-keys')),
  state_why text,
  quality text, -- as the provider rates the number
  hook_token text not null, -- in the address that its webhooks go to
  next_send_at timestamptz not null, -- the first moment that no send has taken yet
  pace smallint check (pace between 1 and 1000), -- sends a second; null: as usual
  tested_at timestamptz,
  made_at timestamptz not null,
  said_by text not null,
  primary key (company_id, way)
);
create index channel_account_by_token on channel_account (hook_token);

-- One message to a party, from the plan to its end. One for a party, kind, stage and day, whatever becomes of it.
create table nudge (
  company_id uuid not null references company on delete cascade,
  nudge_id uuid not null default gen_random_uuid(),
  ledger_guid text not null, -- of the party's root
  kind text not null check (kind in ('reminder', 'offer', 'thanks', 'statement')),
  stage text not null,
  day date not null, -- on which it is sent or not at all
  offer_id uuid,
  class text not null,
  language text not null check (language in ('en', 'hi')),
  way_order text[] not null,
  send_at timestamptz not null,
  not_after timestamptz not null, -- the first moment that is too late
  state text not null check (state in ('proposed', 'queued', 'sending', 'sent', 'failed', 'ended')),
  reason jsonb not null, -- why this, why now
  bills jsonb not null check (jsonb_typeof(bills) = 'array'), -- keys and sums as planned
  amount bigint not null check (amount >= 0),
  cost bigint not null check (cost >= 0), -- estimated
  preview jsonb not null, -- way: the text
  approval text not null check (approval in ('each', 'digest', 'automatic', 'by-hand')),
  approved_at timestamptz,
  approved_by text,
  approved_name text,
  ended_at timestamptz,
  end_code text,
  end_detail text,
  plan_generation bigint not null,
  made_at timestamptz not null,
  primary key (company_id, nudge_id),
  unique (company_id, ledger_guid, kind, stage, day),
  foreign key (company_id, offer_id) references offer on delete cascade,
  check ((kind = 'offer') = (offer_id is not null)),
  check (send_at < not_after),
  check ((approved_at is null) = (approved_by is null) and (approved_at is null) = (approved_name is null)),
  check ((state = 'ended') = (ended_at is not null) and (ended_at is null) = (end_code is null)),
  -- A person has seen it, or the owner has said that nobody needs to.
  check (state in ('proposed', 'ended') or approval = 'automatic' or approved_at is not null)
);
create unique index nudge_of_offer on nudge (company_id, offer_id, stage) where state <> 'ended';
create index nudge_queued on nudge (company_id, send_at) where state = 'queued';
create index nudge_of_party on nudge (company_id, ledger_guid, day);
create index nudge_by_state on nudge (company_id, state, day desc, nudge_id);

-- What is due of a bill at each place of the ladder: sent once for ever, or why not.
create table dunning_step (
  company_id uuid not null references company on delete cascade,
  ledger_guid text not null, -- that the bill stands on; with key and date: the bill
  bill_key text not null,
  bill_date date not null,
  stage text not null,
  due_on date not null,
  state text not null check (state in ('open', 'taken', 'silent')),
  nudge_id uuid,
  code text, -- why nothing was sent
  looked_at timestamptz not null,
  primary key (company_id, ledger_guid, bill_key, bill_date, stage),
  foreign key (company_id, nudge_id) references nudge on delete cascade,
  check (state <> 'open' or nudge_id is null),
  check (state <> 'taken' or nudge_id is not null),
  check ((state = 'silent') = (code is not null))
);
create index dunning_step_of_nudge on dunning_step (company_id, nudge_id);

-- Each call of a provider, written before it is made.
create table nudge_attempt (
  company_id uuid not null references company on delete cascade,
  attempt_id uuid not null default gen_random_uuid(),
  nudge_id uuid not null,
  attempt_no smallint not null check (attempt_no > 0),
  way text not null check (way in ('whatsapp', 'sms', 'email', 'print')),
  provider text not null check (provider in ('whatsapp', 'twilio', 'msg91', 'smtp', 'print')),
  template_id uuid, -- null: the text that comes with the program
  address_hash bytea, -- null: printed
  address_end text,
  state text not null check (state in (
    'calling', 'put-off', 'unknown', 'accepted', 'sent', 'failed', 'delivered', 'read', 'printed')),
  failure jsonb,
  provider_id text, -- what the provider calls it
  message_id text not null, -- what we call it there
  text text, -- without the token of its link; null once erased
  cost bigint check (cost >= 0),
  units smallint not null check (units > 0),
  called_at timestamptz not null,
  answered_at timestamptz,
  told_at timestamptz, -- last told of by a webhook or an answer to a question
  ask_at timestamptz, -- when the provider is asked what became of it
  asks smallint not null default 0 check (asks >= 0),
  primary key (company_id, attempt_id),
  unique (company_id, nudge_id, attempt_no),
  unique (company_id, provider, provider_id),
  foreign key (company_id, nudge_id) references nudge on delete cascade,
  foreign key (company_id, template_id) references nudge_template on delete cascade,
  check ((address_hash is null) = (way = 'print')),
  check (state <> 'failed' or failure is not null)
);
create unique index nudge_attempt_under_way on nudge_attempt (company_id, nudge_id) where state in ('calling', 'unknown', 'accepted', 'sent');
create index nudge_attempt_to_ask on nudge_attempt (company_id, ask_at) where ask_at is not null;
create index nudge_attempt_by_time on nudge_attempt (company_id, called_at);

-- The addresses under which a customer sees what a message is about. Tokens are kept as their SHA-256.
create table nudge_link (
  company_id uuid not null references company on delete cascade,
  token_hash bytea not null,
  nudge_id uuid not null,
  attempt_id uuid not null,
  made_at timestamptz not null,
  revoked_at timestamptz,
  primary key (company_id, token_hash),
  foreign key (company_id, nudge_id) references nudge on delete cascade,
  foreign key (company_id, attempt_id) references nudge_attempt on delete cascade
);
create index nudge_link_by_token on nudge_link (token_hash);
create index nudge_link_of_nudge on nudge_link (company_id, nudge_id);

-- A link in a message stays good when the owner makes one of his own, and the other way round.
alter table offer_link
  add column nudge_id uuid, -- null: made by a person
  add foreign key (company_id, nudge_id) references nudge on delete cascade;
drop index offer_link_in_use;
create unique index offer_link_in_use on offer_link (company_id, offer_id) where revoked_at is null and nudge_id is null;
create index offer_link_of_nudge on offer_link (company_id, nudge_id) where nudge_id is not null;

-- What a provider told, as it came.
create table channel_event (
  company_id uuid not null references company on delete cascade,
  event_id uuid not null default gen_random_uuid(),
  way text not null check (way in ('whatsapp', 'sms', 'email')),
  provider text not null check (provider in ('whatsapp', 'twilio', 'msg91', 'smtp')),
  body bytea, -- until it was looked at
  body_hash bytea not null,
  received_at timestamptz not null,
  told jsonb,
  outcome text check (outcome in ('taken', 'unknown', 'nothing', 'unreadable')), -- unknown: of no message of ours so far
  primary key (company_id, event_id),
  unique (company_id, body_hash)
);
create index channel_event_waiting on channel_event (company_id, received_at) where outcome is null or outcome = 'unknown';

-- What a customer wrote back.
create table inbound (
  company_id uuid not null references company on delete cascade,
  inbound_id uuid not null default gen_random_uuid(),
  way text not null check (way in ('whatsapp', 'sms', 'email')),
  provider_id text not null,
  address_hash bytea not null,
  ledger_guid text, -- null: no party or several have the address
  text text check (length(text) <= 2000),
  received_at timestamptz not null,
  reading jsonb not null,
  state text not null check (state in ('waiting', 'taken', 'set-aside')),
  correction_id uuid,
  decided_at timestamptz,
  decided_by text,
  decided_name text,
  erased_at timestamptz,
  primary key (company_id, inbound_id),
  unique (company_id, way, provider_id),
  check ((state = 'waiting') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (decided_name is null)),
  check (text is not null or erased_at is not null)
);
create index inbound_waiting on inbound (company_id, received_at) where state = 'waiting';
create index inbound_by_party on inbound (company_id, ledger_guid, received_at);

-- When a party answered, by the hour of which it is written to.
create table party_response (
  company_id uuid not null references company on delete cascade,
  ledger_guid text not null,
  at timestamptz not null,
  what text not null check (what in ('read', 'reply', 'page', 'paid-page')),
  primary key (company_id, ledger_guid, at, what)
);

-- The phones of members that messages are pushed to.
create table push_device (
  company_id uuid not null,
  user_id text not null,
  device_id text not null,
  token text not null,
  system text not null check (system in ('ios', 'android')),
  made_at timestamptz not null,
  dead_at timestamptz,
  primary key (company_id, user_id, device_id),
  foreign key (company_id, user_id) references member on delete cascade
);

-- What a member wants to be told, and how.
create table member_preference (
  company_id uuid not null,
  user_id text not null,
  digest boolean not null default true,
  digest_minute smallint not null default 540 check (digest_minute between 0 and 1439),
  by_push boolean not null default true,
  by_email boolean not null default false,
  muted text[] not null default '{}',
  quiet_from smallint check (quiet_from between 0 and 1439),
  quiet_to smallint check (quiet_to between 0 and 1439),
  quiet_until date,
  primary key (company_id, user_id),
  foreign key (company_id, user_id) references member on delete cascade,
  check ((quiet_from is null) = (quiet_to is null))
);

-- What a member was told: once by a way on a day.
create table member_message (
  company_id uuid not null,
  message_id uuid not null default gen_random_uuid(),
  user_id text not null,
  kind text not null check (kind in ('alert', 'digest')),
  key text not null,
  day date not null,
  way text not null check (way in ('push', 'email', 'in-app')),
  body jsonb not null,
  state text not null check (state in ('calling', 'unknown', 'accepted', 'delivered', 'failed')),
  provider_id text,
  receipt_at timestamptz, -- when the provider is asked for its receipt
  failure text,
  made_at timestamptz not null,
  primary key (company_id, message_id),
  unique (company_id, user_id, kind, key, day, way),
  foreign key (company_id, user_id) references member on delete cascade
);
create index member_message_to_ask on member_message (company_id, receipt_at) where receipt_at is not null;

-- Who has looked at customers' addresses and messages: once an hour for one thing.
create table access_entry (
  company_id uuid not null references company on delete cascade,
  access_no bigint generated always as identity,
  at timestamptz not null,
  user_id text not null,
  user_name text not null,
  what text not null check (what in ('contacts', 'message-log', 'consent', 'inbound', 'export')),
  subject text not null,
  hour timestamptz not null, -- that `at` lies in
  primary key (company_id, access_no),
  unique (company_id, user_id, what, subject, hour)
);
create index access_entry_by_time on access_entry (company_id, at);

call wall(
  'nudge_setting', 'nudge_quiet_day', 'nudge_party', 'address_salt', 'party_address', 'consent_event', 'nudge_template', 'channel_account',
  'nudge', 'dunning_step', 'nudge_attempt', 'nudge_link', 'channel_event', 'inbound', 'party_response', 'push_device', 'member_preference',
  'member_message', 'access_entry');

-- What is said is a person's, and a request's to write; what is planned, sent and taken in is a job's.
grant select on nudge_setting, nudge_quiet_day, nudge_template, channel_account, inbound, push_device, member_preference to cfa_job;
grant select, insert, update on nudge_setting, nudge_template, member_preference to cfa_app;
grant select, insert, delete on nudge_quiet_day to cfa_app;
grant select, insert, update on nudge_party to cfa_app, cfa_job;
grant select, insert on address_salt to cfa_app, cfa_job;
grant select, update on party_address to cfa_app; -- to erase
grant select, insert, update on party_address to cfa_job;
grant select, insert on consent_event to cfa_app, cfa_job;
grant update (state, state_why, state_at, category) on nudge_template to cfa_job; -- as the provider tells
grant select, insert, update, delete on channel_account to cfa_app;
grant update (state, state_why, quality, next_send_at, tested_at) on channel_account to cfa_job;
grant select, update on nudge to cfa_app;
grant insert on nudge to cfa_app; -- a statement by hand
grant select, insert, update on nudge, dunning_step to cfa_job;
grant select on dunning_step to cfa_app;
grant select, insert, update on nudge_attempt to cfa_job;
grant select on nudge_attempt to cfa_app;
grant update (state, told_at, text) on nudge_attempt to cfa_app; -- a letter was printed; a text is erased
grant select on nudge_link to cfa_app, cfa_job;
grant insert, update (revoked_at) on nudge_link to cfa_job;
grant insert on offer_link to cfa_job;
grant select, insert on channel_event to cfa_app;
grant select, update, delete on channel_event to cfa_job;
grant select, update on inbound to cfa_app;
grant insert, update on inbound to cfa_job;
grant select, insert on party_response to cfa_app;
grant select, insert, delete on party_response to cfa_job;
grant select, insert, update, delete on push_device to cfa_app;
grant update (dead_at) on push_device to cfa_job;
grant select on member_message to cfa_app;
grant select, insert, update, delete on member_message to cfa_job;
grant select, insert on access_entry to cfa_app;
grant select, delete on access_entry to cfa_job;

-- Before a company is known: whose an address is, nothing else of it.
create policy who_belongs_where on channel_account for select to cfa_authn using (true);
grant select (company_id, way, provider, hook_token) on channel_account to cfa_authn;
create policy who_belongs_where on nudge_link for select to cfa_authn using (true);
grant select (company_id, nudge_id, token_hash) on nudge_link to cfa_authn;
