-- Put after every migration, within its transaction. Answers with a row for every table that is not walled; must answer nothing.
select c.relname
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migration'
  and not (c.relrowsecurity and c.relforcerowsecurity
           and (exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'company_wall')
                or not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id')));
