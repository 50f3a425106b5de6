-- Two people swap their times, or one gives theirs to somebody: nothing changes until the other agrees.

create table space.exchange (
  id uuid not null default kernel.new_id() constraint exchange_key primary key,
  kind text not null constraint exchange_kind check (kind in ('swap', 'hand_over')),
  state text not null constraint exchange_state check (state in ('proposed', 'accepted', 'declined', 'withdrawn', 'expired')),
  space_id uuid not null,
  region_code text collate "C" not null,
  booking_id uuid not null constraint exchange_booking references space.booking (id),
  unit_id uuid not null,
  during tstzrange not null,
  other_booking_id uuid constraint exchange_other references space.booking (id),
  other_unit_id uuid,
  other_during tstzrange,
  proposed_by uuid,
  proposer text not null constraint exchange_proposer_length check (length(proposer) between 1 and 120),
  to_name text constraint exchange_name_length check (length(to_name) between 2 and 120),
  to_phone text constraint exchange_phone check (to_phone ~ '^\+\d{8,15}$'),
  proposed_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  became_id uuid constraint exchange_became references space.booking (id),
  other_became_id uuid constraint exchange_other_became references space.booking (id),
  constraint exchange_unit foreign key (unit_id, space_id) references space.unit (id, space_id),
  constraint exchange_other_unit foreign key (other_unit_id, space_id) references space.unit (id, space_id),
  constraint exchange_with check (case kind
    when 'swap' then other_booking_id is not null and other_booking_id <> booking_id and other_unit_id is not null
      and other_during is not null and to_phone is null
    else to_name is not null and to_phone is not null and other_booking_id is null end),
  constraint exchange_done check ((state = 'accepted') = (became_id is not null))
);
comment on table space.exchange is 'Somebody proposes to swap their booking for another''s, or to give it to somebody; nothing changes until the other agrees';
comment on column space.exchange.during is 'The time as it was proposed: when the booking has moved since, the proposal is over';
comment on column space.exchange.proposer is 'Name of the person or group as the other is told it';
comment on column space.exchange.became_id is 'The booking written for this time''s booker: new, so that old links and passes open nothing of it';
create unique index exchange_once on space.exchange (booking_id) where state = 'proposed';
create index exchange_of_booking on space.exchange (booking_id, proposed_at);
create index exchange_of_other on space.exchange (other_booking_id) where other_booking_id is not null;
create index exchange_of_became on space.exchange (became_id) where became_id is not null;
create index exchange_of_other_became on space.exchange (other_became_id) where other_became_id is not null;

-- Units before bookings, in one order: their rules stay as they are until the swap is written.
create function space.lock_units(wanted uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select from space.unit u where u.id = any (wanted) order by u.id for share
$$;
revoke all on function space.lock_units(uuid[]) from public;
grant execute on function space.lock_units(uuid[]) to berdaya_app;

grant select, insert, update on space.exchange to berdaya_app;
alter table space.exchange enable row level security;
-- Whoever sees one of its bookings (theirs, of their region, or by its link), and whoever was sent its own link.
create policy exchange_read on space.exchange for select to berdaya_app using (
  space.holds_link(id) or exists (select from space.booking b where b.id in (booking_id, other_booking_id, became_id, other_became_id)));
create policy exchange_add on space.exchange for insert to berdaya_app with check (
  exists (select from space.booking b where b.id = booking_id));
create policy exchange_change on space.exchange for update to berdaya_app
  using (space.holds_link(id) or exists (select from space.booking b where b.id in (booking_id, other_booking_id)))
  with check (space.holds_link(id) or exists (select from space.booking b where b.id in (booking_id, other_booking_id)));
