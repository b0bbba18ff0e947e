alter table channel_account
  add column stopped_at timestamptz, -- since when nothing goes out by a carrier's word; null: things go out, or a person paused it
  add column quality_at timestamptz; -- when the carrier said so
update channel_account set stopped_at = made_at where state <> 'on' and state_why is distinct from 'by-person';
update channel_account set quality_at = made_at where quality is not null;

grant update (stopped_at, quality_at) on channel_account to cfa_job; -- as the carrier tells

-- Which bills only a person can still ask for.
create index dunning_step_final on dunning_step (company_id) where stage = 'final' and state = 'taken';
