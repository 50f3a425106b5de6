-- A business that moves to another village: asked for, accepted by the office of the new place, told in the history of the record.

create table registry.business_move (
  id uuid not null default kernel.new_id() constraint business_move_key primary key,
  business_id uuid not null constraint business_move_business references registry.business (id),
  account_id uuid,
  name text not null constraint business_move_name_length check (length(name) between 1 and 200),
  reference text not null constraint business_move_reference_length check (length(reference) between 1 and 40),
  kind text not null constraint business_move_kind check (kind in ('business', 'street_trader', 'art_group')),
  from_region text collate "C" not null constraint business_move_from references region.region (code),
  to_region text collate "C" not null constraint business_move_to references region.region (code),
  address text not null constraint business_move_address_length check (length(address) between 3 and 200),
  rt text constraint business_move_rt check (rt ~ '^\d{3}$'),
  rw text constraint business_move_rw check (rw ~ '^\d{3}$'),
  reason text constraint business_move_reason_length check (length(reason) <= 300),
  state text not null default 'waiting' constraint business_move_state check (state in ('waiting', 'accepted', 'refused', 'cancelled')),
  asked_at timestamptz not null,
  asked_by uuid,
  asked_by_name text not null constraint business_move_asked_length check (length(asked_by_name) <= 200),
  decided_at timestamptz,
  decided_by_name text constraint business_move_decided_length check (length(decided_by_name) <= 200),
  answer text constraint business_move_answer_length check (length(answer) <= 300),
  constraint business_move_elsewhere check (from_region <> to_region),
  constraint business_move_decided check ((state = 'waiting') = (decided_at is null))
);
comment on table registry.business_move is 'One move of a business to another village; both offices see it, before and after';
comment on column registry.business_move.name is 'As it was when asked: the office it left keeps reading this row, not the record';
comment on column registry.business_move.account_id is 'Owner of the business, who follows it';
create unique index business_move_one_waiting on registry.business_move (business_id) where state = 'waiting';
create index business_move_of on registry.business_move (business_id, asked_at desc);
create index business_move_from_list on registry.business_move (from_region, asked_at desc, id desc);
create index business_move_to_list on registry.business_move (to_region, asked_at desc, id desc);

grant select, insert, update on registry.business_move to berdaya_app;
alter table registry.business_move enable row level security;
create policy business_move_all on registry.business_move to berdaya_app
  using (kernel.in_scope(from_region) or kernel.in_scope(to_region) or account_id = (select kernel.actor_id()))
  with check (kernel.in_scope(from_region) or kernel.in_scope(to_region) or account_id = (select kernel.actor_id()));

-- The office of the new place does not see the record until it has accepted; this function carries it over, with all that goes by region.
create function registry.settle_move(wanted uuid) returns boolean
  language plpgsql security definer set search_path = registry, pg_temp as $$
declare
  m registry.business_move;
  owner uuid;
begin
  select * into m from registry.business_move where id = wanted and state = 'waiting' for update;
  if not found or not kernel.in_scope(m.to_region) then
    return false;
  end if;
  update registry.business set region_code = m.to_region, address = m.address, rt = m.rt, rw = m.rw, latitude = null, longitude = null
    where id = m.business_id and region_code = m.from_region and state = 'verified' returning owner_id into owner;
  if not found then
    return false;
  end if;
  update registry.registration set region_code = m.to_region where business_id = m.business_id and latest;
  update registry.permit set region_code = m.to_region where business_id = m.business_id;
  update registry.business_profile set stall = null, zone = null, accuracy = null, located_by = null, located_at = null
    where business_id = m.business_id;
  update registry.match_pair set region_a = m.to_region where a_id = m.business_id;
  update registry.match_pair set region_b = m.to_region where b_id = m.business_id;
  -- The person goes along unless another business keeps them with the old office, or a family file does.
  update registry.person p set region_code = m.to_region
    where p.id = owner and p.region_code = m.from_region and p.household_id is null
      and not exists (select from registry.business b where b.owner_id = owner and b.id <> m.business_id and b.region_code = m.from_region);
  return true;
end
$$;
comment on function registry.settle_move is 'False when it is not waiting, the record changed place or state meanwhile, or the new place is not of who asks';
revoke all on function registry.settle_move from public;
grant execute on function registry.settle_move to berdaya_app;

-- An officer of one city reads what expires there without reading the nation.
create index permit_due_in on registry.permit (region_code, expires_on, id) where removed_at is null and expires_on is not null;

-- The owner of a business is seen by the office of the business, also when their own village lies elsewhere.
alter policy person_all on registry.person
  using (kernel.in_scope(region_code) or account_id = (select kernel.actor_id())
    or exists (select from registry.business b where b.owner_id = person.id and (registry.holds_link(b.id) or kernel.in_scope(b.region_code)))
    or exists (select from registry.organisation o where o.contact_id = person.id and registry.holds_link(o.id)));
