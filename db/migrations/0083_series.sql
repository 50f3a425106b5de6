-- Times that come again, and rules by which a space is shared fairly beyond the number of open bookings.

create table space.series (
  id uuid not null default kernel.new_id() constraint series_key primary key,
  space_id uuid not null,
  unit_id uuid not null,
  region_code text collate "C" not null,
  account_id uuid,
  recorded_by uuid,
  booker_locale text not null default 'id' constraint series_locale check (booker_locale in ('id', 'en')),
  rule text not null constraint series_rule_format check (rule ~ '^FREQ=(WEEKLY|MONTHLY);[A-Z0-9=;,+-]{1,200}$'),
  first_on date not null,
  from_minute smallint not null constraint series_from check (from_minute between 0 and 1439),
  minutes smallint not null constraint series_minutes check (minutes between 15 and 1440),
  created_at timestamptz not null,
  constraint series_unit foreign key (unit_id, space_id) references space.unit (id, space_id)
);
comment on table space.series is 'One request for many dates. Each date that was asked for is a booking of its own';
comment on column space.series.rule is 'RRULE of RFC 5545, in dates of the space''s zone';
comment on column space.series.from_minute is 'Minutes after midnight in the space''s zone';
create index series_of_account on space.series (account_id) where account_id is not null;
create index series_of_space on space.series (space_id, first_on);

create table space.series_date (
  series_id uuid not null constraint series_date_series references space.series (id),
  day date not null,
  booking_id uuid constraint series_date_booking references space.booking (id),
  left_out text constraint series_date_left_out check (left_out ~ '^[a-z_]{2,40}$'),
  constraint series_date_key primary key (series_id, day),
  constraint series_date_told check ((booking_id is null) = (left_out is not null))
);
comment on table space.series_date is 'Every date of a series: its booking, or why it was left out: by choice, or by which rule';
create unique index series_date_of_booking on space.series_date (booking_id) where booking_id is not null;

alter table space.booking add column series_id uuid constraint booking_series references space.series (id);
create index booking_of_series on space.booking (series_id, lower(during)) where series_id is not null;

create table space.allowance (
  space_id uuid not null constraint allowance_space references space.space (id),
  subject text not null constraint allowance_subject check (subject in ('person', 'group')),
  period text not null constraint allowance_period check (period in ('week', 'month')),
  measure text not null constraint allowance_measure check (measure in ('bookings', 'hours')),
  amount int constraint allowance_amount check (amount between 1 and 1000),
  constraint allowance_key primary key (space_id, subject, period, measure)
);
comment on table space.allowance is 'How much of a space one person or one group may use in a week (from Monday) or a month';
comment on column space.allowance.amount is 'Null: no limit any more';

create table space.attendance_rule (
  space_id uuid not null constraint attendance_rule_key primary key constraint attendance_rule_space references space.space (id),
  warn_after smallint constraint attendance_warn check (warn_after between 1 and 20),
  cool_after smallint constraint attendance_cool check (cool_after between 1 and 20),
  within_days smallint not null default 90 constraint attendance_within check (within_days between 7 and 730),
  cool_days smallint not null default 14 constraint attendance_days check (cool_days between 1 and 365)
);
comment on table space.attendance_rule is 'Whoever does not come is warned after warn_after times, and after cool_after times within within_days waits for cool_days';

create table space.lift (
  id uuid not null default kernel.new_id() constraint lift_key primary key,
  space_id uuid not null constraint lift_space references space.space (id),
  region_code text collate "C" not null,
  account_id uuid,
  phone text constraint lift_phone check (phone ~ '^\+\d{8,15}$'),
  reason text not null constraint lift_reason_length check (length(reason) between 3 and 500),
  lifted_at timestamptz not null,
  lifted_by uuid,
  lifted_by_name text,
  constraint lift_of_somebody check (account_id is not null or phone is not null)
);
comment on table space.lift is 'Staff forgave what somebody missed until then; why is told';
create index lift_of_account on space.lift (space_id, account_id);

-- What the fair share of a time is judged by. Locked, the asker and their group are judged one after the other, so that two
-- requests at once cannot both be the last: the lock is held until the transaction ends.
create function space.fair_use(wanted_space uuid, account uuid, phone text, business uuid, group_name text, starts timestamptz,
  ends timestamptz, at timestamptz, locked boolean)
returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  limits jsonb;
  attendance jsonb;
  who text := coalesce(account::text, phone);
  party text := coalesce(business::text, lower(btrim(group_name)));
  used jsonb := '[]';
  missed jsonb := '[]';
begin
  select jsonb_agg(jsonb_build_object('subject', a.subject, 'period', a.period, 'measure', a.measure, 'amount', a.amount)
    order by a.subject desc, a.period desc, a.measure) into limits
    from space.allowance a where a.space_id = wanted_space and a.amount is not null;
  select jsonb_build_object('warnAfter', r.warn_after, 'coolAfter', r.cool_after, 'withinDays', r.within_days, 'coolDays', r.cool_days)
    into attendance from space.attendance_rule r
    where r.space_id = wanted_space and (r.warn_after is not null or r.cool_after is not null);
  if limits is not null then
    if locked and who is not null then
      perform pg_advisory_xact_lock(hashtextextended(wanted_space::text || who, 11));
    end if;
    if locked and party is not null then
      perform pg_advisory_xact_lock(hashtextextended(wanted_space::text || party, 12));
    end if;
    select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'start', extract(epoch from lower(b.during)) * 1000,
        'end', extract(epoch from upper(b.during)) * 1000,
        'person', coalesce(b.account_id = account or b.booker_phone = phone, false),
        'group', coalesce(b.business_id = business or lower(btrim(b.group_name)) = lower(btrim(fair_use.group_name)), false))), '[]') into used
      from space.booking b
      where b.space_id = wanted_space and b.state in ('requested', 'approved', 'checked_in', 'completed', 'no_show')
        and b.during && tstzrange(starts, ends)
        and (b.account_id = account or b.booker_phone = phone or b.business_id = business
          or lower(btrim(b.group_name)) = lower(btrim(fair_use.group_name)));
  end if;
  if attendance is not null and who is not null then
    select coalesce(jsonb_agg(extract(epoch from upper(b.during)) * 1000 order by b.during), '[]') into missed
      from space.booking b
      where b.space_id = wanted_space and b.state = 'no_show' and (b.account_id = account or b.booker_phone = phone)
        and upper(b.during) > at - interval '3 years'
        and b.ended_at > coalesce((select max(l.lifted_at) from space.lift l
          where l.space_id = wanted_space and (l.account_id = account or l.phone = fair_use.phone)), '-infinity');
  end if;
  return jsonb_build_object('limits', coalesce(limits, '[]'), 'attendance', attendance, 'used', used, 'missed', missed);
end $$;
comment on function space.fair_use(uuid, uuid, text, uuid, text, timestamptz, timestamptz, timestamptz, boolean) is 'Limits of a space, and what one person and their group have used and missed of it';
revoke all on function space.fair_use(uuid, uuid, text, uuid, text, timestamptz, timestamptz, timestamptz, boolean) from public;
grant execute on function space.fair_use(uuid, uuid, text, uuid, text, timestamptz, timestamptz, timestamptz, boolean) to berdaya_app;

grant select, insert, update on space.series, space.series_date, space.allowance, space.attendance_rule, space.lift to berdaya_app;
alter table space.series enable row level security;
alter table space.series_date enable row level security;
alter table space.allowance enable row level security;
alter table space.attendance_rule enable row level security;
alter table space.lift enable row level security;

create policy series_read on space.series for select to berdaya_app using (
  kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or space.holds_link(id));
create policy series_add on space.series for insert to berdaya_app with check (
  kernel.in_scope(region_code) or account_id = (select kernel.actor_id()));
create policy series_date_read on space.series_date for select to berdaya_app
  using (exists (select from space.series s where s.id = series_id));
create policy series_date_add on space.series_date for insert to berdaya_app
  with check (exists (select from space.series s where s.id = series_id));

-- Limits are public, as all rules of a space are; only those who keep it change them.
create policy allowance_read on space.allowance for select to berdaya_app using (true);
create policy allowance_add on space.allowance for insert to berdaya_app
  with check (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy allowance_change on space.allowance for update to berdaya_app
  using (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy attendance_rule_read on space.attendance_rule for select to berdaya_app using (true);
create policy attendance_rule_add on space.attendance_rule for insert to berdaya_app
  with check (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy attendance_rule_change on space.attendance_rule for update to berdaya_app
  using (exists (select from space.space s where s.id = space_id and kernel.in_scope(s.region_code)));
create policy lift_read on space.lift for select to berdaya_app
  using (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()));
create policy lift_add on space.lift for insert to berdaya_app with check (kernel.in_scope(region_code));
