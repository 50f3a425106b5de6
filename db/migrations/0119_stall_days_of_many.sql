-- Which of these days the market was open is joined by who asks, once for each space and not once for each stall.
drop view space.v_stall_day_fact;
create view space.v_stall_day_fact with (security_invoker = true) as
  select overlay(overlay(md5(l.id::text || d.day::text) placing '8' from 13) placing '8' from 17)::uuid as id, l.id as lease_id, l.space_id, l.unit_id,
    coalesce(u.code, u.name) as code, l.region_code, d.day, coalesce(p.state, 'unseen') as state,
    (d.day::timestamp + interval '12 hours') at time zone s.zone as noon,
    (d.day + make_interval(mins => coalesce((
      select min(h.from_minute) from (
        select g.from_minute from space.market_date g where g.space_id = l.space_id and g.day = d.day
        union all
        select n.from_minute from space.opening n where n.space_id = l.space_id and n.weekday = d.weekday) h), 0)))
      at time zone s.zone as starts_at,
    case when s.kind = 'market'
      then 1 / greatest((select count(*) from space.unit c where c.space_id = s.id and c.kind = 'stall' and c.active), 1)::float8
      else least(1, u.capacity::float8 / s.capacity) end as share
  from space.lease l
  join space.unit u on u.id = l.unit_id and u.kind = 'stall'
  join space.space s on s.id = l.space_id
  join space.day d on l.term @> d.day
  left join space.presence p on p.expected = l.id and p.day = d.day
  where l.state in ('active', 'ended', 'surrendered', 'revoked')
    and not exists (select from space.lease_day f where f.lease_id = l.id and f.day = d.day and f.taken_back_at is null);
comment on view space.v_stall_day_fact is
  'Days on which a stall had its holder, with what was seen there; unseen where nobody looked. Days let go belong to whoever booked them. Join v_open_day: only market days count';
grant select on space.v_stall_day_fact to berdaya_app;
