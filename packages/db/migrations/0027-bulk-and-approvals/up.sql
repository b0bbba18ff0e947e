-- One deed on many exceptions: what came of each, so that the same request is answered the same, and how it is undone.
create table bulk (
  company_id uuid not null references company on delete cascade,
  bulk_id uuid not null, -- the request's own
  digest text not null, -- of what was asked
  items jsonb not null, -- of each: key, outcome, the correction, why not
  made_at timestamptz not null,
  made_by text not null,
  made_name text not null,
  undone_at timestamptz,
  undone_by text,
  undone_name text,
  undone jsonb, -- of each: key, outcome, why not
  primary key (company_id, bulk_id),
  check ((undone_at is null) = (undone is null))
);

call wall('bulk');
grant select, insert, update on bulk to cfa_app;

-- What waits for the owner's word, or had it: each kind of approval is found where its thing lies (docs/algorithms/approvals.md).
alter table correction
  add column asked_approval boolean not null default false, -- it was made to wait for the owner
  add column decided_why text; -- why the owner refused, or approved it changed

-- Of every company, and of what has ended too: past the wall and past the rule that what has ended stays.
alter table correction no force row level security;
alter table audit_entry no force row level security;
alter table correction disable trigger keep_correction;
update correction c set asked_approval = true
where c.kind = 'write-off' and (
  c.state in ('waiting', 'rejected')
  or exists (
    select from audit_entry a
    where a.company_id = c.company_id and a.action = 'correction.approved'
      and a.detail ->> 'correctionId' = c.correction_id::text));
do $$ begin
  if exists (select from correction where state in ('waiting', 'rejected') and not asked_approval) then
    raise exception 'something waits, or was refused, that is not marked';
  end if;
end $$;
alter table correction enable trigger keep_correction;
alter table correction force row level security;
alter table audit_entry force row level security;

create index correction_asked on correction (company_id, created_at desc, correction_id desc) where asked_approval;
