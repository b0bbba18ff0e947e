create function tell_company() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_notify('changed', tg_argv[0] || ' ' || coalesce(new.company_id, old.company_id));
  return null;
end $$;

create function tell_person() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_notify('changed', 'access ' || old."userId");
  return null;
end $$;

-- The same text is sent once in a transaction, however many rows it is told for.
create trigger told after insert or update on sync_state for each row execute function tell_company('books');
create trigger told after insert or update on sync_run for each row execute function tell_company('books');
create trigger told after insert on sync_batch for each row execute function tell_company('books');
create trigger told after insert or update or delete on quarantine for each row execute function tell_company('books');
create trigger told after insert or update on learning_try for each row execute function tell_company('books');
create trigger told after insert or update on cash_forecast_try for each row execute function tell_company('books');
-- A heartbeat that has nothing new to say is not told.
create trigger told after update on agent_heartbeat for each row
  when (old.trouble is distinct from new.trouble) execute function tell_company('books');

create trigger told after update or delete on member for each row execute function tell_company('access');
create trigger told after delete on auth.session for each row execute function tell_person();
