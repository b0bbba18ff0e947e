create table saved_view (
  company_id uuid not null,
  view_id uuid not null, -- the request's own
  user_id text not null,
  user_name text not null,
  name text not null check (length(name) between 1 and 80),
  report text not null,
  choice jsonb not null,
  is_shared boolean not null,
  made_at timestamptz not null,
  primary key (company_id, view_id),
  foreign key (company_id, user_id) references member on delete cascade
);
create index saved_view_by_member on saved_view (company_id, user_id);

create table saved_view_default (
  company_id uuid not null,
  user_id text not null,
  report text not null,
  view_id uuid not null,
  primary key (company_id, user_id, report),
  foreign key (company_id, view_id) references saved_view on delete cascade,
  foreign key (company_id, user_id) references member on delete cascade
);
create index saved_view_default_by_view on saved_view_default (company_id, view_id);

call wall('saved_view', 'saved_view_default');
grant select, insert, update, delete on saved_view, saved_view_default to cfa_app;
