-- Until when the seat of a guest is theirs; the booking that holds it is for staff only.
alter table space.guest add column seat_until timestamptz;
comment on column space.guest.seat_until is 'Of a guest with a seat: somebody may have booked it later that day';

-- An event clears its space: what was booked in its way ends, and comes back when the event does not take place.
create table space.clearing (
  id uuid not null default kernel.new_id() constraint clearing_key primary key,
  space_id uuid not null constraint clearing_space references space.space (id),
  booking_id uuid not null constraint clearing_booking references space.booking (id),
  region_code text collate "C" not null,
  title text not null constraint clearing_title_length check (length(title) between 3 and 120),
  created_by uuid,
  created_at timestamptz not null,
  constraint clearing_of_booking unique (booking_id)
);
comment on table space.clearing is 'An event that took its time from others. It lasts as long as its booking';

create table space.clearing_loss (
  id uuid not null default kernel.new_id() constraint clearing_loss_key primary key,
  clearing_id uuid not null constraint clearing_loss_clearing references space.clearing (id),
  region_code text collate "C" not null,
  booking_id uuid constraint clearing_loss_booking references space.booking (id),
  was text constraint clearing_loss_was check (was in ('requested', 'approved')),
  lease_id uuid constraint clearing_loss_lease references space.lease (id),
  day date,
  deadline timestamptz,
  accepted_id uuid constraint clearing_loss_accepted references space.booking (id),
  accepted_at timestamptz,
  back_id uuid constraint clearing_loss_back references space.booking (id),
  returned_at timestamptz,
  told_at timestamptz,
  constraint clearing_loss_of check ((booking_id is null) = (was is null) and (lease_id is null) = (day is null)
    and (booking_id is null) <> (lease_id is null)),
  constraint clearing_loss_accepted_once unique (accepted_id),
  constraint clearing_loss_accepted_when check ((accepted_id is null) = (accepted_at is null))
);
comment on table space.clearing_loss is 'Who lost a time to an event: a booking, or a day of a long hire';
comment on column space.clearing_loss.deadline is 'Until then another time may be taken by the link';
comment on column space.clearing_loss.accepted_id is 'The booking they have instead: another time, or their own taken back';
comment on column space.clearing_loss.back_id is 'Their own time, kept for them for a while after the event gave it free';
comment on column space.clearing_loss.told_at is 'When they were told that it is free again';
create index clearing_loss_of_clearing on space.clearing_loss (clearing_id);
create index clearing_loss_of_booking on space.clearing_loss (booking_id) where booking_id is not null;
create index clearing_loss_to_tell on space.clearing_loss (returned_at) where returned_at is not null and told_at is null;

grant select, insert, update on space.clearing_loss to berdaya_app;
grant select, insert on space.clearing to berdaya_app;
alter table space.clearing enable row level security;
alter table space.clearing_loss enable row level security;
create policy clearing_read on space.clearing for select to berdaya_app
  using ((select kernel.is_system()) or kernel.in_scope(region_code)
    or exists (select from space.clearing_loss l where l.clearing_id = clearing.id and space.holds_link(l.id)));
create policy clearing_add on space.clearing for insert to berdaya_app with check (kernel.in_scope(region_code));
create policy clearing_loss_read on space.clearing_loss for select to berdaya_app
  using ((select kernel.is_system()) or kernel.in_scope(region_code) or space.holds_link(id));
create policy clearing_loss_add on space.clearing_loss for insert to berdaya_app with check (kernel.in_scope(region_code));
create policy clearing_loss_change on space.clearing_loss for update to berdaya_app
  using ((select kernel.is_system()) or kernel.in_scope(region_code) or space.holds_link(id))
  with check ((select kernel.is_system()) or kernel.in_scope(region_code) or space.holds_link(id));

-- However an event ends or moves, what it had taken is kept for those who had it before, in the same moment: for a day they may
-- take it back, and nobody can be faster. A day of a long hire is its holder's again at once.
create function space.give_back() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  loss record;
  it space.booking;
  u space.unit;
  kept uuid;
begin
  for loss in
    select l.* from space.clearing c join space.clearing_loss l on l.clearing_id = c.id
    where c.booking_id = new.id and l.accepted_id is null and l.returned_at is null order by l.id
  loop
    if loss.lease_id is not null then
      continue when new.state in ('held', 'requested', 'approved', 'checked_in', 'completed') and exists (
        select from space.space s join space.lease e on e.id = loss.lease_id where s.id = new.space_id and e.span && new.span
          and loss.day between (lower(new.during) at time zone s.zone)::date and (upper(new.during) at time zone s.zone)::date);
      begin
        update space.lease_day f set taken_back_at = new.updated_at
        where f.lease_id = loss.lease_id and f.day = loss.day and f.reason = 'cleared' and f.taken_back_at is null;
        update space.clearing_loss set returned_at = new.updated_at where id = loss.id;
      exception when exclusion_violation then null; -- somebody else has that day by now
      end;
      continue;
    end if;
    select * into it from space.booking b where b.id = loss.booking_id;
    continue when lower(it.during) <= new.updated_at;
    continue when new.state in ('held', 'requested', 'approved', 'checked_in', 'completed') and new.span && it.span and new.blocked && it.blocked;
    select * into u from space.unit w where w.id = it.unit_id and w.active;
    continue when not found or not space.ready(u.id, u.rules_version, it.blocked, new.updated_at);
    kept := kernel.new_id();
    insert into space.booking (id, space_id, unit_id, span, region_code, during, blocked, state, source, reference, account_id, hold_until,
      booker_locale, created_at, updated_at)
    values (kept, it.space_id, it.unit_id, u.span, it.region_code, it.during, it.blocked, 'held', it.source,
      (select string_agg(substr('23456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + floor(random() * 30)::int, 1), '') from generate_series(1, 8)),
      it.account_id, least(new.updated_at + interval '24 hours', lower(it.during)), it.booker_locale, new.updated_at, new.updated_at)
    on conflict do nothing;
    if found then
      update space.clearing_loss set returned_at = new.updated_at, back_id = kept where id = loss.id;
    end if;
  end loop;
  return null;
end $$;
create trigger booking_gives_back after update on space.booking for each row
  when (new.state in ('cancelled', 'rejected', 'expired', 'no_show') and old.state <> new.state or old.during <> new.during or old.span <> new.span)
  execute function space.give_back();
