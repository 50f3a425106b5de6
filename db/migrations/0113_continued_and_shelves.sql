-- A booking that was swapped or given away goes on in another: figures count it once, and not as cancelled.
alter table space.booking add column continued boolean not null default false;
comment on column space.booking.continued is 'Swapped or given away: the booking that was written for it counts in its place';
update space.booking b set continued = true
  from space.exchange e where e.state = 'accepted' and b.id in (e.booking_id, e.other_booking_id);

create or replace view space.v_booking_fact with (security_invoker = true) as
  select b.id, b.reference, b.space_id, b.unit_id, b.region_code, b.state, b.source, b.group_kind, b.purpose, b.attendees,
    b.requested_at, b.deadline, b.decided_at, b.decision, b.reason_code, b.waited_minutes,
    lower(b.during) as starts_at, upper(b.during) as ends_at,
    (lower(b.during) at time zone s.zone)::date as day,
    (extract(epoch from upper(b.during) - lower(b.during)) / 60)::int as minutes,
    case when b.state in ('checked_in', 'completed')
      then (extract(epoch from upper(b.during) - lower(b.during)) / 60)::int else 0 end as minutes_used,
    b.ended_at, b.ended_by,
    case when u.kind in ('whole', 'area') then 1 else least(1, u.capacity::float8 / s.capacity) end as share,
    md5(coalesce(b.business_id::text, b.account_id::text, nullif(lower(b.group_name), ''))) as party
  from space.booking b join space.space s on s.id = b.space_id join space.unit u on u.id = b.unit_id
  where b.requested_at is not null and not b.continued;
comment on view space.v_booking_fact is 'Every booking that was asked for, with its decision and waiting time, without names; one that was swapped or given away is counted as what it became';

-- A shelf holds goods and takes nobody's room: it lies beside the space's line, below zero, so that an event of the whole space
-- neither waits for its hire nor ends it.
create or replace function space.place_unit() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  area int4range;
  point int;
begin
  if tg_op = 'UPDATE' then
    if new.span is distinct from old.span or new.space_id <> old.space_id or new.parent_id is distinct from old.parent_id
        or (new.kind <> old.kind and ('whole' in (new.kind, old.kind) or 'shelf' in (new.kind, old.kind))) then
      raise exception 'a unit keeps its place' using errcode = 'check_violation', constraint = 'unit_keeps_place';
    end if;
    return new;
  end if;
  if new.span is not null then
    return new;
  end if;
  if new.kind = 'whole' then
    new.span := int4range(0, null);
    return new;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(new.space_id::text, 7));
  if new.kind = 'shelf' then
    select coalesce(min(lower(u.span)), 0) - 1 into point from space.unit u where u.space_id = new.space_id;
    new.span := int4range(point, point + 1);
    return new;
  end if;
  if new.kind = 'area' then
    select coalesce(max(upper(u.span)), 10000) into point
      from space.unit u where u.space_id = new.space_id and u.kind = 'area';
    new.span := int4range(point, point + 10000);
    return new;
  end if;
  if new.parent_id is not null then
    select u.span into area from space.unit u where u.id = new.parent_id and u.kind = 'area';
  end if;
  area := coalesce(area, int4range(0, 10000));
  select coalesce(max(upper(u.span)), lower(area)) into point
    from space.unit u where u.space_id = new.space_id and u.kind not in ('whole', 'area') and u.span <@ area;
  if point >= upper(area) then
    raise exception 'too many units' using errcode = 'check_violation', constraint = 'unit_too_many';
  end if;
  new.span := int4range(point, point + 1);
  return new;
end $$;
comment on column space.unit.span is 'Its stretch of the space''s line of places, given once; units whose spans overlap are in each other''s way. Shelves lie below zero, in nobody''s way';

-- Shelves that are there already move beside the line, with what was booked and hired of them.
alter table space.booking drop constraint booking_span, disable trigger user;
alter table space.lease drop constraint lease_span, disable trigger user;
alter table space.unit disable trigger user;
update space.unit u set span = int4range(-n.n, 1 - n.n)
  from (select id, (row_number() over (partition by space_id order by lower(span)))::int as n from space.unit where kind = 'shelf') n
  where n.id = u.id;
update space.booking b set span = u.span from space.unit u where u.id = b.unit_id and u.kind = 'shelf';
update space.lease l set span = u.span from space.unit u where u.id = l.unit_id and u.kind = 'shelf';
alter table space.unit enable trigger user;
alter table space.lease add constraint lease_span foreign key (unit_id, span) references space.unit (id, span), enable trigger user;
alter table space.booking add constraint booking_span foreign key (unit_id, span) references space.unit (id, span), enable trigger user;
