-- A receipt names who paid, as one on paper does: to who paid and to the office in full, to whoever else scans it by initials.
drop function space.receipt_by_token(text);
create function space.receipt_by_token(wanted text)
returns table (receipt_number text, amount bigint, from_day date, to_day date, paid_on date, method text, settled_by_name text,
  space_name text, region_code text, legal_basis text, unit_code text, holder_name text, account_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.receipt_number, c.amount, c.from_day, c.to_day, c.paid_on, c.method, c.settled_by_name, s.name, s.region_code, s.legal_basis,
    coalesce(u.code, u.name), l.holder_name, l.account_id
  from space.charge c
  join space.lease l on l.id = c.lease_id
  join space.unit u on u.id = l.unit_id
  join space.space s on s.id = l.space_id
  where c.token = wanted and c.state = 'paid'
$$;
revoke all on function space.receipt_by_token(text) from public;
grant execute on function space.receipt_by_token(text) to berdaya_app;
