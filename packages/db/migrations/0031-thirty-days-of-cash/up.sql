alter table cash_forecast add column month jsonb;
