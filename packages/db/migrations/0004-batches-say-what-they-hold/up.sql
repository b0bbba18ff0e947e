alter table sync_batch
  add column masters integer, -- groups, ledgers, voucher types; null: received before this was noted
  add column vouchers integer, -- vouchers and lines of a sweep
  add column unreadable integer; -- parts that could not be told, not even by their GUID

alter table ledger
  add column opening_from date; -- the day its stated opening is as of; null: the first day of the books
