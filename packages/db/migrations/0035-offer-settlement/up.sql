-- How the money was told that honoured an offer; null: of one honoured before this was kept, by money on its bill.
alter table offer add settled_by text check (settled_by in ('bill', 'reference', 'amount'));

-- What was honoured by money that is gone from Tally again is not honoured any more; and may be by the money that comes in its place.
create or replace function keep_offer() returns trigger language plpgsql as $$
begin
  if (new.ledger_guid, new.bill_key, new.bill_date, new.is_held_out) is distinct from
     (old.ledger_guid, old.bill_key, old.bill_date, old.is_held_out) then
    raise exception 'an offer is for one bill; make another';
  end if;
  if old.live_from is not null and
     (new.amount, new.style, new.steps, new.terms_version, new.live_from, new.decided_at, new.decided_by) is distinct from
     (old.amount, old.style, old.steps, old.terms_version, old.live_from, old.decided_at, old.decided_by) then
    raise exception 'an offer that was approved is not changed';
  end if;
  if old.accepted_at is not null and
     (new.accepted_at, new.accepted_step) is distinct from (old.accepted_at, old.accepted_step) then
    raise exception 'an offer is accepted once';
  end if;
  if new.state <> old.state and not (case old.state
    when 'proposed' then new.state in ('rejected', 'lapsed-unapproved', 'approved')
    when 'approved' then new.state in ('accepted', 'honoured', 'lapsed', 'withdrawn')
    when 'accepted' then new.state in ('honoured', 'lapsed', 'withdrawn')
    when 'honoured' then new.state = case when old.accepted_at is null then 'approved' else 'accepted' end
      or new.state = 'lapsed' and new.end_why = 'receipt-gone'
    when 'lapsed' then new.state = 'honoured' and old.end_why = 'receipt-gone'
    when 'ghost' then new.state = 'ghost-ended'
    else false end) then
    raise exception 'an offer that is % does not become %', old.state, new.state;
  end if;
  return new;
end $$;

alter table statutory_rule no force row level security; -- for the rows below: its owner writes what nobody else may
insert into statutory_rule (rule, valid_from, value, mark, source, note, read_on) values
  ('note-with-tax', '2017-07-01', '{"agreedBeforeSale": true, "buyerReversesCredit": true}', 'S', 'njjain, taxguru on section 15(3)(b)',
   'The value falls only if the discount was agreed at or before the supply, is linked to the bills, and the buyer reverses its credit.', '2026-11-22'),
  ('note-with-tax', '2026-03-30', '{"agreedBeforeSale": false, "buyerReversesCredit": true, "inForce": false}', 'S',
   'claimds.com, punjabtodaynews, ssburad on the Finance Act 2026',
   'Agreement and link are dropped. This is the day of assent; the day it begins was not notified when last looked. One page says it is law already.', '2026-11-22'),
  ('note-without-tax', '2025-09-12', '{"supplierKeepsTax": true, "buyerKeepsCredit": true}', 'S', 'several pages on Circular 251/08/2025',
   'A financial note leaves the supplier''s tax as it was, and the buyer keeps the whole credit.', '2026-11-22'),
  ('note-deadline', '2017-07-01', '{"month": 9, "day": 30}', 'K', 'background knowledge',
   'Until the Finance Act 2022 the day was 30 September. Not checked.', '2026-11-22'),
  ('note-deadline', '2022-10-01', '{"month": 11, "day": 30}', 'S', 'mookherjeeassociates.com on section 34; the first day is background knowledge',
   'A note with tax is declared by 30 November after the end of the year of the supply, or with the annual return where that comes first.', '2026-11-22');
alter table statutory_rule force row level security;
