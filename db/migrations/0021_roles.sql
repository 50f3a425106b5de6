-- What people may do: roles over a region or in an organisation, for a period; and who stands in for whom.

create table identity.role_assignment (
  id uuid not null default kernel.new_id() constraint role_assignment_key primary key,
  account_id uuid not null constraint role_assignment_account references identity.account (id),
  role text not null constraint role_assignment_role check (role in
    ('officer', 'manager', 'head', 'administrator', 'member', 'buyer', 'mentor', 'talent', 'evaluator')),
  region_code text collate "C"
    constraint role_assignment_region_format check (region_code ~ '^(\d{2}(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?)?$'),
  organisation_id uuid,
  place text generated always as (coalesce(organisation_id::text, region_code)) stored,
  starts_on date not null default current_date,
  ends_on date,
  note text constraint role_assignment_note_length check (length(note) <= 300),
  granted_by uuid constraint role_assignment_granted_by references identity.account (id),
  granted_at timestamptz not null default now(),
  revoked_at timestamptz,
  revoked_by uuid constraint role_assignment_revoked_by references identity.account (id),
  revoked_reason text constraint role_assignment_revoked_reason_length check (length(revoked_reason) <= 300),
  constraint role_assignment_one_place check ((region_code is null) <> (organisation_id is null)),
  constraint role_assignment_period check (ends_on >= starts_on),
  constraint role_assignment_once exclude using gist (
    account_id with =, role with =, place with =, daterange(starts_on, ends_on, '[]') with &&) where (revoked_at is null)
);
comment on table identity.role_assignment is 'A role held in a region or in an organisation, for a period; revoked, never removed';
comment on column identity.role_assignment.region_code is 'Region with everything under it; empty is the whole nation; null when held in an organisation';
comment on column identity.role_assignment.starts_on is 'First day, by the calendar of Jakarta';
comment on column identity.role_assignment.ends_on is 'Last day; null is open';
create index role_assignment_of_account on identity.role_assignment (account_id);
create index role_assignment_of_region on identity.role_assignment (region_code, id desc) where region_code is not null;
create index role_assignment_of_organisation on identity.role_assignment (organisation_id, id desc) where organisation_id is not null;

create table identity.delegation (
  id uuid not null default kernel.new_id() constraint delegation_key primary key,
  assignment_id uuid not null constraint delegation_assignment references identity.role_assignment (id),
  delegate_id uuid not null constraint delegation_delegate references identity.account (id),
  kind text not null constraint delegation_kind check (kind in ('plt', 'plh')),
  starts_on date not null,
  ends_on date not null,
  decree text constraint delegation_decree_length check (length(decree) <= 200),
  created_by uuid constraint delegation_created_by references identity.account (id),
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  revoked_by uuid constraint delegation_revoked_by references identity.account (id),
  constraint delegation_period check (ends_on >= starts_on and ends_on <= starts_on + 366),
  constraint delegation_once exclude using gist (
    assignment_id with =, daterange(starts_on, ends_on, '[]') with &&) where (revoked_at is null)
);
comment on table identity.delegation is 'Somebody exercises a role in another''s place: Plh. (absent for some days) or Plt. (the post is vacant)';
comment on column identity.delegation.decree is 'Number of the order (surat perintah) behind it';
create index delegation_of_delegate on identity.delegation (delegate_id);

create function identity.today() returns date language sql stable parallel safe as $$
  -- Roles begin at midnight in Jakarta; offices further east are then one or two hours into their day, long before they open.
  select (now() at time zone 'Asia/Jakarta')::date
$$;

create function identity.grants_of(account uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'role', g.role, 'region', g.region_code, 'organisationId', g.organisation_id, 'onBehalfOf', g.on_behalf_of)
    order by g.role, g.region_code, g.organisation_id), '[]')
  from (
    select a.role, a.region_code, a.organisation_id, null::jsonb as on_behalf_of
    from identity.role_assignment a
    where a.account_id = account and a.revoked_at is null
      and identity.today() between a.starts_on and coalesce(a.ends_on, 'infinity')
    union all
    select a.role, a.region_code, a.organisation_id,
      jsonb_build_object('accountId', a.account_id, 'name', p.name, 'kind', d.kind)
    from identity.delegation d
    join identity.role_assignment a on a.id = d.assignment_id
    join identity.account p on p.id = a.account_id
    where d.delegate_id = account and d.revoked_at is null and a.revoked_at is null
      and identity.today() between d.starts_on and d.ends_on
      -- A vacant post (Plt.) outlives the term of who held it last; a stand-in (Plh.) does not.
      and (d.kind = 'plt' or identity.today() between a.starts_on and coalesce(a.ends_on, 'infinity'))
  ) g
$$;
comment on function identity.grants_of(uuid) is 'Roles an account may exercise today, its own and those of whom it stands in for';
revoke all on function identity.grants_of(uuid) from public;
grant execute on function identity.grants_of(uuid) to berdaya_app;

grant select, insert, update on identity.role_assignment, identity.delegation to berdaya_app;
alter table identity.role_assignment enable row level security;
alter table identity.delegation enable row level security;

create policy role_assignment_read on identity.role_assignment for select to berdaya_app using (
  account_id = (select kernel.actor_id()) or kernel.in_scope(region_code) or kernel.in_organisation(organisation_id)
  or (select identity.at_gate()));
create policy role_assignment_add on identity.role_assignment for insert to berdaya_app
  with check (kernel.in_scope(region_code) or kernel.in_organisation(organisation_id) or (select identity.at_gate()));
create policy role_assignment_change on identity.role_assignment for update to berdaya_app
  using (kernel.in_scope(region_code) or kernel.in_organisation(organisation_id) or (select identity.at_gate()))
  with check (kernel.in_scope(region_code) or kernel.in_organisation(organisation_id) or (select identity.at_gate()));

-- Whose role it is decides who sees and changes the delegation; the delegate sees it too.
create policy delegation_read on identity.delegation for select to berdaya_app using (
  delegate_id = (select kernel.actor_id()) or (select identity.at_gate())
  or exists (select from identity.role_assignment a where a.id = assignment_id));
create policy delegation_add on identity.delegation for insert to berdaya_app with check (
  (select identity.at_gate()) or exists (select from identity.role_assignment a where a.id = assignment_id));
create policy delegation_change on identity.delegation for update to berdaya_app using (
  (select identity.at_gate()) or exists (select from identity.role_assignment a where a.id = assignment_id));

-- Administrators see the accounts that hold a role in their scope, and nobody else's; the nation's administrators see all.
create policy account_scope on identity.account for select to berdaya_app using (
  kernel.in_scope('') or exists (
    select from identity.role_assignment a where a.account_id = account.id
      and (kernel.in_scope(a.region_code) or kernel.in_organisation(a.organisation_id))));
