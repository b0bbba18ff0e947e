create table party_side (
  company_id uuid not null,
  ledger_id uuid not null,
  side text not null check (side in ('receivable', 'payable')),
  open bigint not null default 0, -- of its bills
  bills integer not null default 0, -- with anything open
  unapplied bigint not null default 0,
  net bigint not null generated always as (open - unapplied) stored,
  primary key (company_id, ledger_id, side),
  foreign key (company_id, ledger_id) references ledger on delete cascade
);
create index party_side_by_net on party_side (company_id, side, net desc);

create table side_sum (
  company_id uuid not null references company on delete cascade,
  side text not null check (side in ('receivable', 'payable')),
  parties integer not null, -- with anything open or unapplied
  unapplied bigint not null,
  primary key (company_id, side)
);

create table open_by_day (
  company_id uuid not null references company on delete cascade,
  side text not null check (side in ('receivable', 'payable')),
  counted_by text not null check (counted_by in ('due-date', 'bill-date')),
  day date not null,
  open bigint not null,
  bills integer not null,
  primary key (company_id, side, counted_by, day)
) with (fillfactor = 70);

-- What is dated after the day of a read.
create index bill_open_by_date on bill (company_id, date) where open <> 0;
create index unapplied_by_date on unapplied (company_id, date);
-- A party's bills, earliest due first.
create index bill_of_party_by_due on bill (company_id, ledger_id, due_date, bill_id);

create type open_move as (
  company_id uuid, ledger_id uuid, side text, date date, due_date date, open bigint, bills integer);

create function roll_up_bills() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  moves open_move[];
begin
  if tg_op = 'INSERT' then
    select array_agg((company_id, ledger_id, side, date, due_date, open, 1)::open_move) into moves
    from came where open <> 0;
  elsif tg_op = 'DELETE' then
    select array_agg((company_id, ledger_id, side, date, due_date, -open, -1)::open_move) into moves
    from went where open <> 0;
  else
    select array_agg((m.company_id, m.ledger_id, m.side, m.date, m.due_date, m.open, m.bills)::open_move) into moves
    from (
      select company_id, ledger_id, side, date, due_date, sum(open)::bigint as open, sum(n)::integer as bills
      from (select company_id, ledger_id, side, date, due_date, open, 1 as n from came where open <> 0
            union all
            select company_id, ledger_id, side, date, due_date, -open, -1 from went where open <> 0) each
      group by 1, 2, 3, 4, 5
      having sum(open) <> 0 or sum(n) <> 0
    ) m;
  end if;
  if moves is null then
    return null;
  end if;
  -- A ledger that is going takes its rollup with it.
  insert into party_side as p (company_id, ledger_id, side, open, bills)
  select m.company_id, m.ledger_id, m.side, sum(m.open)::bigint, sum(m.bills)::integer
  from unnest(moves) m join ledger l on l.company_id = m.company_id and l.ledger_id = m.ledger_id
  group by 1, 2, 3
  on conflict (company_id, ledger_id, side) do update
    set open = p.open + excluded.open, bills = p.bills + excluded.bills;
  insert into open_by_day as d (company_id, side, counted_by, day, open, bills)
  select m.company_id, m.side, c.counted_by, case c.counted_by when 'due-date' then m.due_date else m.date end,
         sum(m.open)::bigint, sum(m.bills)::integer
  from unnest(moves) m
  join company on company.company_id = m.company_id
  cross join (values ('due-date'), ('bill-date')) c (counted_by)
  group by 1, 2, 3, 4
  on conflict (company_id, side, counted_by, day) do update
    set open = d.open + excluded.open, bills = d.bills + excluded.bills;
  return null;
end $$;

create function roll_up_unapplied() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    insert into party_side as p (company_id, ledger_id, side, unapplied)
    select u.company_id, u.ledger_id, u.side, -sum(u.amount)::bigint
    from went u join ledger l on l.company_id = u.company_id and l.ledger_id = u.ledger_id
    group by 1, 2, 3 having sum(u.amount) <> 0
    on conflict (company_id, ledger_id, side) do update set unapplied = p.unapplied + excluded.unapplied;
  end if;
  if tg_op <> 'DELETE' then
    insert into party_side as p (company_id, ledger_id, side, unapplied)
    select u.company_id, u.ledger_id, u.side, sum(u.amount)::bigint
    from came u join ledger l on l.company_id = u.company_id and l.ledger_id = u.ledger_id
    group by 1, 2, 3 having sum(u.amount) <> 0
    on conflict (company_id, ledger_id, side) do update set unapplied = p.unapplied + excluded.unapplied;
  end if;
  return null;
end $$;

create function roll_up_sides() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    insert into side_sum as s (company_id, side, parties, unapplied)
    select w.company_id, w.side, -count(*) filter (where w.open <> 0 or w.unapplied <> 0)::integer,
           -sum(w.unapplied)::bigint
    from went w join company c on c.company_id = w.company_id
    group by 1, 2
    on conflict (company_id, side) do update
      set parties = s.parties + excluded.parties, unapplied = s.unapplied + excluded.unapplied;
  end if;
  if tg_op <> 'DELETE' then
    insert into side_sum as s (company_id, side, parties, unapplied)
    select n.company_id, n.side, count(*) filter (where n.open <> 0 or n.unapplied <> 0)::integer,
           sum(n.unapplied)::bigint
    from came n join company c on c.company_id = n.company_id
    group by 1, 2
    on conflict (company_id, side) do update
      set parties = s.parties + excluded.parties, unapplied = s.unapplied + excluded.unapplied;
  end if;
  return null;
end $$;

do $$
declare
  t text;
  kept text[] := array['bill', 'roll_up_bills', 'unapplied', 'roll_up_unapplied', 'party_side', 'roll_up_sides'];
begin
  foreach t in array array['party_side', 'side_sum', 'open_by_day'] loop
    execute format('alter table %I enable row level security', t);
    execute format(
      'create policy company_wall on %I to cfa_app, cfa_job
         using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
         with check (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update, delete on %I to cfa_app, cfa_job', t);
  end loop;
  -- What is there already; the wall of these tables is lifted for the owner alone meanwhile.
  foreach t in array array['bill', 'unapplied'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
  insert into party_side (company_id, ledger_id, side, open, bills, unapplied)
  select company_id, ledger_id, side, sum(open), sum(bills), sum(unapplied)
  from (select company_id, ledger_id, side, open, 1 as bills, 0::bigint as unapplied from bill where open <> 0
        union all
        select company_id, ledger_id, side, 0, 0, amount from unapplied) each
  group by 1, 2, 3;
  insert into side_sum (company_id, side, parties, unapplied)
  select company_id, side, count(*) filter (where open <> 0 or unapplied <> 0), sum(unapplied)
  from party_side group by 1, 2;
  insert into open_by_day (company_id, side, counted_by, day, open, bills)
  select company_id, side, 'due-date', due_date, sum(open), count(*) from bill where open <> 0 group by 1, 2, 4
  union all
  select company_id, side, 'bill-date', date, sum(open), count(*) from bill where open <> 0 group by 1, 2, 4;
  foreach t in array array['bill', 'unapplied', 'party_side', 'side_sum', 'open_by_day'] loop
    execute format('alter table %I force row level security', t);
  end loop;
  -- From here on, one statement trigger for each way a table changes.
  for at in 1 .. 5 by 2 loop
    execute format('create trigger roll_up_came after insert on %I referencing new table as came
                      for each statement execute function %I()', kept[at], kept[at + 1]);
    execute format('create trigger roll_up_went after delete on %I referencing old table as went
                      for each statement execute function %I()', kept[at], kept[at + 1]);
    execute format('create trigger roll_up_moved after update on %I referencing old table as went new table as came
                      for each statement execute function %I()', kept[at], kept[at + 1]);
  end loop;
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on all tables in schema public to cfa_job';
  end if;
end $$;

-- What moved a ledger in all its months: its balance today without going through them.
create table ledger_sum (
  company_id uuid not null,
  ledger_id uuid not null,
  moved bigint not null, -- debit positive, without the opening
  primary key (company_id, ledger_id),
  foreign key (company_id, ledger_id) references ledger on delete cascade
);

-- What stands open under stated names, each name for itself on the side its net sum lies, as Tally's Bills reports count it;
-- after everything, whenever it is dated. Worked out with a party's books.
create table stated_party (
  company_id uuid not null,
  ledger_id uuid not null,
  receivable bigint not null,
  payable bigint not null,
  primary key (company_id, ledger_id),
  foreign key (company_id, ledger_id) references ledger on delete cascade
);

-- What differed when our totals were last held against Tally's, the largest difference first.
create table tie_out_ledger (
  company_id uuid not null references company on delete cascade,
  place integer not null,
  ledger_id uuid, -- null: only Tally has it
  ledger_name text not null,
  name_key text not null,
  group_name text not null,
  ours bigint not null, -- debit positive, at booked value
  tally bigint, -- null: Tally did not state it
  finding text not null check (finding in ('equal', 'different', 'revaluation')), -- equal: kept because it is worked out from all others
  primary key (company_id, place)
);
create table tie_out_month (
  company_id uuid not null references company on delete cascade,
  place integer not null,
  month text not null,
  type_name text not null,
  ours_vouchers integer not null,
  tally_vouchers integer not null,
  ours_amount bigint, -- Tally's sign; null: our vouchers do not carry amounts
  tally_amount bigint, -- null: Tally did not state it
  primary key (company_id, place)
);
create table tie_out_party (
  company_id uuid not null references company on delete cascade,
  place integer not null,
  ledger_id uuid, -- null: only Tally has it
  party_name text not null,
  side text not null check (side in ('receivable', 'payable')),
  ours bigint not null, -- open under stated names, positive
  tally bigint not null,
  primary key (company_id, place)
);
-- Sums of pending bills by side, ours and Tally's.
create table tie_out_side (
  company_id uuid not null references company on delete cascade,
  side text not null check (side in ('receivable', 'payable')),
  ours bigint not null,
  tally bigint, -- null: Tally did not state it
  is_by_party boolean not null, -- whether Tally's came by party too
  primary key (company_id, side)
);
-- Pending bills that differ, of the parties whose bills Tally was asked for.
create table tie_out_bill (
  company_id uuid not null references company on delete cascade,
  place integer not null,
  party_key text not null,
  side text not null check (side in ('receivable', 'payable')),
  name text not null,
  ours bigint not null,
  tally bigint not null,
  primary key (company_id, place)
);
-- What Tally was asked for to narrow a difference: a ledger's balance at the end of a month.
create table tally_month_end (
  company_id uuid not null references company on delete cascade,
  name_key text not null,
  day date not null,
  closing bigint not null, -- debit positive
  primary key (company_id, name_key, day)
);
create function roll_up_months() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    insert into ledger_sum as s (company_id, ledger_id, moved)
    select w.company_id, w.ledger_id, -sum(w.debit - w.credit)::bigint
    from went w join ledger l on l.company_id = w.company_id and l.ledger_id = w.ledger_id
    group by 1, 2
    on conflict (company_id, ledger_id) do update set moved = s.moved + excluded.moved;
  end if;
  if tg_op <> 'DELETE' then
    insert into ledger_sum as s (company_id, ledger_id, moved)
    select n.company_id, n.ledger_id, sum(n.debit - n.credit)::bigint
    from came n join ledger l on l.company_id = n.company_id and l.ledger_id = n.ledger_id
    group by 1, 2
    on conflict (company_id, ledger_id) do update set moved = s.moved + excluded.moved;
  end if;
  return null;
end $$;

do $$
declare
  t text;
  own text[] := array['ledger_sum', 'stated_party', 'tie_out_ledger', 'tie_out_month', 'tie_out_party', 'tie_out_bill',
                      'tie_out_side', 'tally_month_end'];
  read text[] := array['ledger', 'ledger_month', 'bill', 'settlement', 'unapplied'];
begin
  foreach t in array read loop
    execute format('alter table %I no force row level security', t);
  end loop;
  insert into ledger_sum select company_id, ledger_id, sum(debit - credit) from ledger_month group by 1, 2;
  insert into stated_party
  select company_id, ledger_id, coalesce(sum(net) filter (where net > 0), 0), coalesce(-sum(net) filter (where net < 0), 0)
  from (
    select company_id, ledger_id, name_key, sum(net) as net
    from (
      select b.company_id, b.ledger_id, b.name_key,
             case b.side when 'receivable' then 1 else -1 end * (b.amount - coalesce((
               select sum(s.amount) from settlement s
               where s.company_id = b.company_id and s.bill_id = b.bill_id and s.basis = b.basis), 0)) as net
      from bill b where b.basis = 'stated'
      union all
      select u.company_id, u.ledger_id, lower(regexp_replace(btrim(u.name), '\s+', ' ', 'g')),
             case u.side when 'receivable' then -1 else 1 end * u.amount
      from unapplied u
      join ledger l on l.company_id = u.company_id and l.ledger_id = u.ledger_id and l.is_bill_wise
      where u.name <> ''
    ) each group by 1, 2, 3
  ) named group by 1, 2 having bool_or(net <> 0);
  foreach t in array read loop
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array own loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy company_wall on %I to cfa_app, cfa_job
         using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
         with check (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update, delete on %I to cfa_app, cfa_job', t);
  end loop;
  create trigger roll_up_came after insert on ledger_month referencing new table as came
    for each statement execute function roll_up_months();
  create trigger roll_up_went after delete on ledger_month referencing old table as went
    for each statement execute function roll_up_months();
  create trigger roll_up_moved after update on ledger_month referencing old table as went new table as came
    for each statement execute function roll_up_months();
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on all tables in schema public to cfa_job';
  end if;
end $$;
