-- Organisations of all kinds: how to reach them, units, who works in which; and which businesses agreed to be seen by which partner.

alter table registry.organisation
  add column phone text constraint organisation_phone check (phone ~ '^\+\d{8,15}$'),
  add column email text constraint organisation_email check (email like '%_@_%' and length(email) <= 254),
  add column website text constraint organisation_website check (website ~ '^https?://' and length(website) <= 200);

create table registry.organisation_unit (
  id uuid not null default kernel.new_id() constraint organisation_unit_key primary key,
  organisation_id uuid not null constraint organisation_unit_organisation references registry.organisation (id),
  parent_id uuid,
  name text not null constraint organisation_unit_name_length check (length(name) between 2 and 120),
  region_code text collate "C" constraint organisation_unit_region references region.region (code),
  closed_at timestamptz,
  created_at timestamptz not null,
  version int not null default 1,
  constraint organisation_unit_whole unique (id, organisation_id),
  constraint organisation_unit_parent foreign key (parent_id, organisation_id)
    references registry.organisation_unit (id, organisation_id),
  constraint organisation_unit_not_itself check (parent_id <> id)
);
comment on table registry.organisation_unit is 'A part of an organisation, under another part or under none; closed, never removed';
comment on column registry.organisation_unit.region_code is 'Region that its officers work for; empty: that of the organisation';
create unique index organisation_unit_once on registry.organisation_unit (organisation_id, coalesce(parent_id, organisation_id), lower(name))
  where closed_at is null;

create table registry.unit_member (
  assignment_id uuid not null constraint unit_member_key primary key
    constraint unit_member_assignment references identity.role_assignment (id),
  organisation_id uuid not null,
  unit_id uuid,
  title text constraint unit_member_title_length check (length(title) between 2 and 120),
  constraint unit_member_unit foreign key (unit_id, organisation_id) references registry.organisation_unit (id, organisation_id)
);
comment on table registry.unit_member is 'In which unit somebody with a role in an organisation works, and as what; the role and its period are identity''s';
create index unit_member_of_organisation on registry.unit_member (organisation_id);

create table registry.business_share (
  id uuid not null default kernel.new_id() constraint business_share_key primary key,
  business_id uuid not null constraint business_share_business references registry.business (id),
  organisation_id uuid not null constraint business_share_organisation references registry.organisation (id),
  purpose text not null constraint business_share_purpose check (purpose in ('coaching', 'buying', 'finance', 'training', 'research')),
  with_contact boolean not null,
  given_at timestamptz not null,
  given_by uuid not null,
  withdrawn_at timestamptz,
  constraint business_share_order check (withdrawn_at >= given_at)
);
comment on table registry.business_share is 'Consent of a business to be seen by one organisation (UU 27/2022 art. 20 (2) a); withdrawn, it ends at once and stays as proof';
comment on column registry.business_share.with_contact is 'Name and number of the owner too';
create unique index business_share_one on registry.business_share (business_id, organisation_id) where withdrawn_at is null;
create index business_share_of_organisation on registry.business_share (organisation_id, given_at desc, id desc) where withdrawn_at is null;

grant select, insert, update on registry.organisation_unit, registry.unit_member to berdaya_app;
grant select, insert on registry.business_share to berdaya_app;
grant update (withdrawn_at) on registry.business_share to berdaya_app;
alter table registry.organisation_unit enable row level security;
alter table registry.unit_member enable row level security;
alter table registry.business_share enable row level security;
-- Who sees an organisation sees its parts.
create policy organisation_unit_all on registry.organisation_unit to berdaya_app
  using (exists (select from registry.organisation o where o.id = organisation_id))
  with check (exists (select from registry.organisation o where o.id = organisation_id));
create policy unit_member_all on registry.unit_member to berdaya_app
  using (exists (select from registry.organisation o where o.id = organisation_id))
  with check (exists (select from registry.organisation o where o.id = organisation_id));
-- The owner and the officers of the place see every consent; the partner those that hold. Only the owner gives and withdraws.
create policy business_share_read on registry.business_share for select to berdaya_app using (
  exists (select from registry.business b where b.id = business_id)
  or (withdrawn_at is null and kernel.in_organisation(organisation_id)));
create policy business_share_give on registry.business_share for insert to berdaya_app with check (
  given_by = (select kernel.actor_id())
  and exists (select from registry.business b where b.id = business_id and b.account_id = (select kernel.actor_id())));
create policy business_share_withdraw on registry.business_share for update to berdaya_app using (
  (select kernel.is_system())
  or exists (select from registry.business b where b.id = business_id and b.account_id = (select kernel.actor_id())));

-- What a partner sees: these facts of these businesses and no other. The tables of businesses stay closed to partners, so that nothing of
-- finance, permits or reports can be reached by way of them. Checks for itself that the caller acts for the organisation.
create function registry.shared_businesses(
  wanted uuid, words text, before_at timestamptz, before_id uuid, how_many int
) returns table (share_id uuid, business_id uuid, reference text, kind text, name text, sector text, description text,
  region_code text, workers int, verified boolean, purpose text, given_at timestamptz, owner_name text, phone text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, b.id, b.reference, b.kind, b.name, b.sector, b.description, b.region_code, b.workers, b.state = 'verified',
    s.purpose, s.given_at, case when s.with_contact then p.name end, case when s.with_contact then p.phone end
  from registry.business_share s
  join registry.business b on b.id = s.business_id
  join registry.person p on p.id = b.owner_id
  where s.organisation_id = wanted and s.withdrawn_at is null and b.state in ('submitted', 'returned', 'verified')
    and kernel.in_organisation(wanted)
    and (words is null or b.name ilike words)
    and (before_at is null or (s.given_at, s.id) < (before_at, before_id))
  order by s.given_at desc, s.id desc
  limit how_many
$$;
revoke all on function registry.shared_businesses(uuid, text, timestamptz, uuid, int) from public;
grant execute on function registry.shared_businesses(uuid, text, timestamptz, uuid, int) to berdaya_app;

-- Whom a business may open itself to: verified organisations, by name. Facts about institutions, not about people.
create function registry.find_partners(words text, near text, how_many int)
returns table (id uuid, name text, kind text, region_code text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.id, o.name, o.kind, o.region_code from registry.organisation o
  where o.state = 'verified' and (words is null or o.name ilike words)
  order by starts_with(o.region_code, near) desc, lower(o.name), o.id
  limit how_many
$$;
revoke all on function registry.find_partners(text, text, int) from public;
grant execute on function registry.find_partners(text, text, int) to berdaya_app;

-- Who works in an organisation: names only, for those who may see the organisation (the caller has asked).
create function identity.members_of(organisation uuid)
returns table ("assignmentId" uuid, name text, role text, "startsOn" date, "endsOn" date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, p.name, a.role, a.starts_on, a.ends_on
  from identity.role_assignment a join identity.account p on p.id = a.account_id
  where a.organisation_id = organisation and a.revoked_at is null and identity.today() <= coalesce(a.ends_on, 'infinity')
  order by p.name, a.id limit 500
$$;
revoke all on function identity.members_of(uuid) from public;
grant execute on function identity.members_of(uuid) to berdaya_app;

-- Names of organisations somebody named: an owner reads to whom they opened their business.
create function registry.organisation_names(wanted uuid[]) returns table (id uuid, name text, state text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.id, o.name, o.state from registry.organisation o where o.id = any (wanted)
$$;
revoke all on function registry.organisation_names(uuid[]) from public;
grant execute on function registry.organisation_names(uuid[]) to berdaya_app;
