-- The hall is free if the event buys catering, make-up or sound from members of the place: who offers, who was asked, for how much.

alter table space.space add column reciprocity_since timestamptz;
comment on column space.space.reciprocity_since is 'Free of charge if the event buys from local members: a booking asked for from then on closes only with a confirmed job, or waived with a reason';

create table space.offer (
  id uuid not null default kernel.new_id() constraint offer_key primary key,
  business_id uuid not null constraint offer_business references registry.business (id),
  business_name text not null constraint offer_business_name_length check (length(business_name) between 1 and 200),
  account_id uuid,
  region_code text collate "C" not null,
  service text not null constraint offer_service check (service in ('catering', 'makeup', 'sound')),
  what text not null constraint offer_what_length check (length(what) between 3 and 300),
  price_from bigint not null constraint offer_price check (price_from between 0 and 1000000000),
  phone text not null constraint offer_phone check (phone ~ '^\+\d{8,15}$'),
  listed boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint offer_once unique (business_id, service)
);
comment on table space.offer is 'What a verified local business sells to events, with its owner''s consent to be listed; taken back at any time';
create index offer_of_region on space.offer (region_code, service) where listed;
create index offer_of_account on space.offer (account_id);

create table space.job (
  id uuid not null default kernel.new_id() constraint job_key primary key,
  booking_id uuid not null constraint job_booking references space.booking (id),
  offer_id uuid not null constraint job_offer references space.offer (id),
  business_name text not null constraint job_business_name_length check (length(business_name) between 1 and 200),
  service text not null constraint job_service check (service in ('catering', 'makeup', 'sound')),
  region_code text collate "C" not null,
  state text not null default 'asked' constraint job_state check (state in ('asked', 'confirmed', 'declined')),
  amount bigint constraint job_amount check (amount between 1 and 1000000000),
  asked_at timestamptz not null,
  answered_at timestamptz,
  version int not null default 1,
  constraint job_once unique (booking_id, offer_id),
  constraint job_answered check ((state = 'asked') = (answered_at is null)),
  constraint job_has_amount check ((state = 'confirmed') = (amount is not null))
);
comment on table space.job is 'A member asked to serve an event; confirmed with what the event pays for it, in rupiah';
create index job_of_offer on space.job (offer_id, asked_at desc);

create table space.waiver (
  booking_id uuid not null constraint waiver_key primary key constraint waiver_booking references space.booking (id),
  region_code text collate "C" not null,
  reason text not null constraint waiver_reason_length check (length(reason) between 3 and 500),
  waived_at timestamptz not null,
  waived_by uuid,
  waived_by_name text
);
comment on table space.waiver is 'Why a booking may close without a job for local members';

-- May a booking close? Not bound, waived, or with a job confirmed and none unanswered.
create function space.settled(wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(s.reciprocity_since > b.requested_at, true)
    or exists (select from space.waiver w where w.booking_id = b.id)
    or (exists (select from space.job j where j.booking_id = b.id and j.state = 'confirmed')
      and not exists (select from space.job j where j.booking_id = b.id and j.state = 'asked'))
  from space.booking b join space.space s on s.id = b.space_id where b.id = wanted
$$;
revoke all on function space.settled(uuid) from public;
grant execute on function space.settled(uuid) to berdaya_app;

-- Asked by the database, whoever closes it.
create function space.guard_reciprocity() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not space.settled(new.id) then
    raise exception 'jobs are open' using errcode = 'check_violation', constraint = 'booking_reciprocity';
  end if;
  return new;
end $$;
create trigger booking_reciprocity before update of state on space.booking for each row
  when (new.state = 'completed' and old.state <> 'completed') execute function space.guard_reciprocity();

-- A job is asked, confirmed and declined only while its booking runs: whoever closes the booking at the same moment waits, or comes first.
create function space.guard_job() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from space.booking b where b.id = new.booking_id and b.state in ('requested', 'approved', 'checked_in', 'no_show') for share;
  if not found then
    raise exception 'the booking is over' using errcode = 'check_violation', constraint = 'job_over';
  end if;
  return new;
end $$;
create trigger job_over before insert or update of state, amount on space.job for each row execute function space.guard_job();

-- Of listed offers only those whose business is in the register today.
create function space.is_registered(business uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from registry.business b where b.id = business and b.state = 'verified')
$$;
revoke all on function space.is_registered(uuid) from public;
grant execute on function space.is_registered(uuid) to berdaya_app;

grant select, insert, update on space.offer, space.job to berdaya_app;
grant select, insert on space.waiver to berdaya_app;
alter table space.offer enable row level security;
alter table space.job enable row level security;
alter table space.waiver enable row level security;
create policy offer_read on space.offer for select to berdaya_app
  using (listed or kernel.in_scope(region_code) or account_id = (select kernel.actor_id()));
create policy offer_add on space.offer for insert to berdaya_app
  with check (account_id = (select kernel.actor_id()) or (select kernel.is_system()));
create policy offer_change on space.offer for update to berdaya_app
  using (account_id = (select kernel.actor_id()) or (select kernel.is_system()))
  with check (account_id = (select kernel.actor_id()) or (select kernel.is_system()));
create policy job_read on space.job for select to berdaya_app using (
  (select kernel.is_system()) or region_code ^@ any ((select kernel.scopes())::text[]) or space.holds_link(id)
  or exists (select from space.booking b where b.id = booking_id)
  or exists (select from space.offer o where o.id = offer_id and o.account_id = (select kernel.actor_id())));
create policy job_add on space.job for insert to berdaya_app
  with check (state = 'asked' and exists (select from space.booking b where b.id = booking_id));
create policy job_change on space.job for update to berdaya_app using (
  space.holds_link(id) or (select kernel.is_system())
  or exists (select from space.offer o where o.id = offer_id and o.account_id = (select kernel.actor_id())));
create policy waiver_read on space.waiver for select to berdaya_app using (
  (select kernel.is_system()) or region_code ^@ any ((select kernel.scopes())::text[])
  or exists (select from space.booking b where b.id = booking_id));
create policy waiver_add on space.waiver for insert to berdaya_app with check (kernel.in_scope(region_code));

-- The event for which a member was asked: for who holds the link, owns the offer, or keeps the place.
create function space.jobs_for_member(wanted uuid, linked boolean)
returns table (id uuid, "bookingId" uuid, "offerId" uuid, "businessName" text, service text, state text, amount bigint, "askedAt" timestamptz,
  "answeredAt" timestamptz, version int, "spaceName" text, zone text, start timestamptz, "end" timestamptz, "group" text, attendees int,
  phone text, mine boolean, over boolean, "regionCode" text, locale text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select j.id, j.booking_id, j.offer_id, j.business_name, j.service, j.state, j.amount, j.asked_at, j.answered_at, j.version, s.name, s.zone,
    lower(b.during), upper(b.during), coalesce(b.group_name, b.booker_name), b.attendees, b.booker_phone,
    coalesce(linked or o.account_id = kernel.actor_id(), false), b.state not in ('requested', 'approved', 'checked_in', 'no_show'),
    j.region_code, b.booker_locale
  from space.job j join space.offer o on o.id = j.offer_id join space.booking b on b.id = j.booking_id join space.space s on s.id = b.space_id
  where (wanted is null or j.id = wanted)
    and (linked and space.holds_link(j.id) or o.account_id = kernel.actor_id() or wanted is not null and kernel.in_scope(j.region_code))
  order by lower(b.during) desc, j.id limit 100
$$;
revoke all on function space.jobs_for_member(uuid, boolean) from public;
grant execute on function space.jobs_for_member(uuid, boolean) to berdaya_app;
