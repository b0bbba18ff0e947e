alter table member_preference
  add column language text check (language in ('en', 'hi')); -- null: the company's
alter table member_preference
  alter column quiet_from set default 1260, -- nobody is woken; null: no quiet hours
  alter column quiet_to set default 480;

-- held: nothing goes out of it, the next digest tells it. waiting: it is to go out, as soon as somebody takes it.
alter table member_message
  drop constraint member_message_state_check,
  add check (state in ('held', 'waiting', 'calling', 'unknown', 'accepted', 'delivered', 'failed')),
  add column tickets jsonb; -- device: the push service's name for it, until its receipt is there
create index member_message_to_send on member_message (company_id, made_at) where state in ('waiting', 'calling');

grant select on member to cfa_job; -- who is told
