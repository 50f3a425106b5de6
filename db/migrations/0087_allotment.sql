-- Rounds in which places are given to applicants: first come, rotation, or a weighted draw that anyone can compute again.
-- What is published is fixed here, by triggers, also against whoever owns the tables: the rule, its weights and the hash of the seed
-- once a round is announced; the list of applicants once it is closed; word and result once it is drawn.

create table space.signing_key (
  id uuid not null default kernel.new_id() constraint signing_key_key primary key,
  public_key text not null constraint signing_key_public unique constraint signing_key_length check (length(public_key) = 44),
  private_sealed bytea not null,
  created_at timestamptz not null
);
comment on table space.signing_key is 'Ed25519 keys with which results are signed; rounds name the public half when they are announced';

create table space.round (
  id uuid not null default kernel.new_id() constraint round_key primary key,
  space_id uuid not null constraint round_space references space.space (id),
  region_code text collate "C" not null,
  state text not null constraint round_state check (state in ('draft', 'announced', 'closed', 'drawn', 'confirmed', 'cancelled')),
  title text not null constraint round_title_length check (length(title) between 3 and 120),
  info text not null default '' constraint round_info_length check (length(info) <= 2000),
  rule text not null constraint round_rule check (rule in ('draw', 'rotation', 'first_come')),
  weights jsonb not null,
  kind text not null constraint round_kind check (kind in ('permanent', 'temporary')),
  sectors text[] not null default '{}',
  local_only boolean not null default false,
  term daterange not null constraint round_term check (not isempty(term) and lower_inc(term) and not upper_inc(term)
    and not lower_inf(term) and not upper_inf(term)),
  rent bigint not null default 0 constraint round_rent check (rent between 0 and 1000000000),
  opens_at timestamptz not null,
  applies_until timestamptz not null,
  closes_at timestamptz not null,
  meeting_at timestamptz,
  meeting_place text not null default '' constraint round_meeting_length check (length(meeting_place) <= 200),
  appeal_days int not null constraint round_appeal_days check (appeal_days between 1 and 30),
  offer_days int not null constraint round_offer_days check (offer_days between 1 and 30),
  announced_at timestamptz,
  announced_by uuid,
  commitment text constraint round_commitment check (commitment ~ '^[0-9a-f]{64}$'),
  seed_sealed bytea,
  public_key text constraint round_signing_key references space.signing_key (public_key),
  last_number int not null default 0,
  list text,
  list_hash text constraint round_list_hash check (list_hash ~ '^[0-9a-f]{64}$'),
  closed_at timestamptz,
  word text constraint round_word check (word ~ '^[A-Z0-9]{4,80}$'),
  word_source text constraint round_word_source_length check (length(word_source) <= 200),
  result text,
  drawn_at timestamptz,
  drawn_by uuid,
  appeals_until timestamptz,
  confirmed_at timestamptz,
  confirmed_by uuid,
  cancelled_at timestamptz,
  cancel_reason text constraint round_cancel_reason_length check (length(cancel_reason) between 3 and 500),
  version int not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  constraint round_times check (opens_at < applies_until and applies_until <= closes_at),
  constraint round_announced check (state in ('draft', 'cancelled') or (announced_at is not null and public_key is not null)),
  constraint round_seed check (rule <> 'draw' or announced_at is null or (commitment is not null and seed_sealed is not null)),
  constraint round_closed check (state not in ('closed', 'drawn', 'confirmed') or (list is not null and list_hash is not null and closed_at is not null)),
  constraint round_drawn check (state not in ('drawn', 'confirmed') or (result is not null and drawn_at is not null and appeals_until is not null)),
  constraint round_confirmed check (state <> 'confirmed' or confirmed_at is not null),
  constraint round_cancelled check ((state = 'cancelled') = (cancelled_at is not null) and (cancelled_at is null) = (cancel_reason is null))
);
comment on table space.round is 'Places of a space offered to applicants by a published rule';
comment on column space.round.weights is 'Points by which tickets in the drum are counted (Weights in draw/weights.ts)';
comment on column space.round.local_only is 'Only businesses of the regency of the space';
comment on column space.round.rent is 'Rupiah a month (retribusi); 0 is Gratis';
comment on column space.round.applies_until is 'Last instant for applications; until closes_at the office checks them';
comment on column space.round.commitment is 'SHA-256 of the seed, published with announced_at; the seed itself is sealed until the draw';
comment on column space.round.list is 'Canonical JSON of the closed list, pseudonymous; list_hash is its SHA-256';
comment on column space.round.word is 'Spoken at the public meeting, after the list was closed';
comment on column space.round.result is 'The signed file anybody computes again, as it was signed';
create index round_of_space on space.round (space_id, created_at desc);
create index round_due on space.round (closes_at) where state = 'announced';
create index round_public on space.round (opens_at desc, id desc) where state <> 'draft';

create table space.round_place (
  round_id uuid not null constraint round_place_round references space.round (id),
  unit_id uuid not null constraint round_place_unit references space.unit (id),
  position int not null,
  code text not null constraint round_place_code_length check (length(code) between 1 and 40),
  zone text not null default '' constraint round_place_zone_length check (length(zone) <= 80),
  sectors text[] not null default '{}',
  constraint round_place_key primary key (round_id, unit_id),
  constraint round_place_once unique (round_id, code)
);
comment on table space.round_place is 'A place given in a round, as it was called when the round was announced';

create table space.application (
  id uuid not null default kernel.new_id() constraint application_key primary key,
  round_id uuid not null constraint application_round references space.round (id),
  number int not null,
  region_code text collate "C" not null,
  business_id uuid not null constraint application_business references registry.business (id),
  business_name text not null,
  owner_id uuid not null,
  account_id uuid,
  holder_name text not null constraint application_holder_length check (length(holder_name) between 1 and 120),
  holder_phone text constraint application_phone check (holder_phone ~ '^\+\d{8,15}$'),
  locale text not null default 'id' constraint application_locale check (locale in ('id', 'en')),
  sector text not null default '',
  wishes text[] not null default '{}' constraint application_wishes check (cardinality(wishes) <= 10),
  any_place boolean not null,
  state text not null constraint application_state check (state in ('applied', 'withdrawn', 'eligible', 'ineligible', 'placed',
    'reserve', 'offered', 'accepted', 'declined', 'lapsed')),
  consent_at timestamptz,
  received_at timestamptz not null,
  recorded_by uuid,
  eligibility jsonb,
  factors jsonb,
  weight int constraint application_weight check (weight between 1 and 1000),
  rank int,
  unit_id uuid constraint application_unit references space.unit (id),
  first_in_line timestamptz,
  ended_at timestamptz,
  version int not null default 1,
  constraint application_number unique (round_id, number),
  constraint application_choice check (any_place or cardinality(wishes) > 0)
);
comment on table space.application is 'A business that asks for a place in a round; its number stands for it in everything that is published';
comment on column space.application.owner_id is 'Main owner (registry.person): one application each, however many businesses';
comment on column space.application.consent_at is 'When need, sex or disability were told for the weight, with consent; null when nothing was told';
comment on column space.application.eligibility is 'Each rule with its answer, as it was when the list closed';
comment on column space.application.rank is 'Place in the order that was drawn';
comment on column space.application.unit_id is 'What the draw, or later the line, gave';
comment on column space.application.first_in_line is 'An appeal was upheld: comes before the rest of the line';
create unique index application_once on space.application (round_id, business_id) where state <> 'withdrawn';
create unique index application_owner_once on space.application (round_id, owner_id) where state <> 'withdrawn';
create unique index application_unit_once on space.application (round_id, unit_id)
  where unit_id is not null and state in ('placed', 'offered', 'accepted');
create index application_of_account on space.application (account_id, received_at desc) where account_id is not null;
create index application_of_business on space.application (business_id);

create table space.application_claim (
  application_id uuid not null constraint application_claim_application references space.application (id),
  kind text not null constraint application_claim_kind check (kind in ('need', 'women', 'disability', 'arrears')),
  state text not null constraint application_claim_state check (state in ('told', 'confirmed', 'refused')),
  reason text constraint application_claim_reason_length check (length(reason) between 3 and 300),
  checked_by uuid,
  checked_at timestamptz,
  constraint application_claim_key primary key (application_id, kind),
  constraint application_claim_says_why check (reason is not null or not (state = 'refused' or kind = 'arrears'))
);
comment on table space.application_claim is 'What an applicant told for the weight, and whether an officer saw proof; arrears are entered by officers';

create table space.place_offer (
  id uuid not null default kernel.new_id() constraint place_offer_key primary key,
  round_id uuid not null constraint place_offer_round references space.round (id),
  application_id uuid not null constraint place_offer_application references space.application (id),
  unit_id uuid not null constraint place_offer_unit references space.unit (id),
  lease_id uuid not null constraint place_offer_lease references space.lease (id),
  state text not null constraint place_offer_state check (state in ('open', 'accepted', 'declined', 'lapsed')),
  offered_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz
);
comment on table space.place_offer is 'A place waiting for its applicant to take it up; unanswered it goes to the next in line';
create unique index place_offer_of_unit on space.place_offer (round_id, unit_id) where state in ('open', 'accepted');
create unique index place_offer_of_application on space.place_offer (application_id) where state in ('open', 'accepted');
create index place_offer_due on space.place_offer (expires_at) where state = 'open';

create table space.appeal (
  id uuid not null default kernel.new_id() constraint appeal_key primary key,
  round_id uuid not null constraint appeal_round references space.round (id),
  application_id uuid not null constraint appeal_application references space.application (id),
  region_code text collate "C" not null,
  account_id uuid,
  message text not null constraint appeal_message_length check (length(message) between 10 and 2000),
  state text not null constraint appeal_state check (state in ('open', 'upheld', 'dismissed')),
  submitted_at timestamptz not null,
  recorded_by uuid,
  deadline timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  reason text constraint appeal_reason_length check (length(reason) between 3 and 1000),
  version int not null default 1,
  constraint appeal_once unique (application_id),
  constraint appeal_decided check ((state = 'open') = (decided_at is null) and (state = 'open' or decided_by is not null)
    and (state <> 'dismissed' or reason is not null))
);
comment on table space.appeal is 'An applicant says the result is wrong; somebody decides who neither drew nor recorded it';
create index appeal_waiting on space.appeal (deadline, id) where state = 'open';

-- What was published does not change.
create function space.guard_round() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a round stays' using errcode = 'check_violation', constraint = 'round_is_fixed';
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then
      raise exception 'a round begins as a draft' using errcode = 'check_violation', constraint = 'round_moves';
    end if;
    return new;
  end if;
  if old.state <> new.state and (old.state, new.state) not in (('draft', 'announced'), ('draft', 'cancelled'), ('announced', 'closed'),
    ('announced', 'cancelled'), ('closed', 'drawn'), ('closed', 'cancelled'), ('drawn', 'confirmed'), ('drawn', 'cancelled')) then
    raise exception 'a round does not go from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'round_moves';
  end if;
  if old.announced_at is not null and
    (old.space_id, old.region_code, old.title, old.rule, old.weights, old.kind, old.sectors, old.local_only, old.term, old.rent,
     old.opens_at, old.applies_until, old.closes_at, old.appeal_days, old.offer_days, old.announced_at, old.commitment, old.public_key)
    is distinct from
    (new.space_id, new.region_code, new.title, new.rule, new.weights, new.kind, new.sectors, new.local_only, new.term, new.rent,
     new.opens_at, new.applies_until, new.closes_at, new.appeal_days, new.offer_days, new.announced_at, new.commitment, new.public_key) then
    raise exception 'what was announced is fixed' using errcode = 'check_violation', constraint = 'round_is_fixed';
  end if;
  if old.closed_at is not null and (old.list, old.list_hash, old.closed_at, old.last_number)
    is distinct from (new.list, new.list_hash, new.closed_at, new.last_number) then
    raise exception 'the list is closed' using errcode = 'check_violation', constraint = 'round_is_fixed';
  end if;
  if old.drawn_at is not null and (old.word, old.word_source, old.result, old.drawn_at, old.drawn_by, old.appeals_until)
    is distinct from (new.word, new.word_source, new.result, new.drawn_at, new.drawn_by, new.appeals_until) then
    raise exception 'the result stands' using errcode = 'check_violation', constraint = 'round_is_fixed';
  end if;
  return new;
end $$;
create trigger round_guard before insert or update or delete on space.round for each row execute function space.guard_round();

create function space.guard_round_place() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from space.round r where r.id = coalesce(new.round_id, old.round_id) and r.announced_at is not null) then
    raise exception 'the places are announced' using errcode = 'check_violation', constraint = 'round_is_fixed';
  end if;
  return coalesce(new, old);
end $$;
create trigger round_place_guard before insert or update or delete on space.round_place
  for each row execute function space.guard_round_place();

-- The shared lock waits for whoever is closing the round: nobody slips in or out behind the list.
create function space.open_round(wanted uuid) returns boolean language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  is_open boolean;
begin
  select r.state = 'announced' into is_open from space.round r where r.id = wanted for share;
  return coalesce(is_open, false);
end $$;

create function space.guard_application() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'an application stays' using errcode = 'check_violation', constraint = 'application_is_fixed';
  end if;
  if (tg_op = 'INSERT' or (old.state = 'applied' and new.state <> 'applied')) and not space.open_round(new.round_id) then
    raise exception 'the list is closed' using errcode = 'check_violation', constraint = 'round_is_closed';
  end if;
  if tg_op = 'INSERT' then
    return new;
  end if;
  if (old.round_id, old.number, old.business_id, old.owner_id, old.sector, old.wishes, old.any_place, old.received_at)
    is distinct from (new.round_id, new.number, new.business_id, new.owner_id, new.sector, new.wishes, new.any_place, new.received_at)
    or (old.eligibility is not null
      and (old.eligibility, old.factors, old.weight) is distinct from (new.eligibility, new.factors, new.weight))
    or (old.rank is not null and old.rank is distinct from new.rank) then
    raise exception 'what was applied for is fixed' using errcode = 'check_violation', constraint = 'application_is_fixed';
  end if;
  if old.state <> new.state and (old.state, new.state) not in (('applied', 'withdrawn'), ('applied', 'eligible'), ('applied', 'ineligible'),
    ('eligible', 'placed'), ('eligible', 'reserve'), ('ineligible', 'reserve'), ('reserve', 'ineligible'), ('placed', 'offered'), ('placed', 'lapsed'),
    ('reserve', 'offered'), ('reserve', 'lapsed'), ('offered', 'accepted'), ('offered', 'declined'), ('offered', 'lapsed')) then
    raise exception 'an application does not go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'application_moves';
  end if;
  return new;
end $$;
create trigger application_guard before insert or update or delete on space.application
  for each row execute function space.guard_application();

create function space.guard_claim() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not space.open_round((select a.round_id from space.application a where a.id = coalesce(new.application_id, old.application_id))) then
    raise exception 'the list is closed' using errcode = 'check_violation', constraint = 'round_is_closed';
  end if;
  return coalesce(new, old);
end $$;
create trigger application_claim_guard before insert or update or delete on space.application_claim
  for each row execute function space.guard_claim();

-- The next number of a round that takes applications at this instant; null: it does not. Numbers are in order of arrival.
create function space.next_application(wanted uuid, at timestamptz) returns int language sql volatile security definer
  set search_path = pg_catalog, pg_temp as $$
  update space.round r set last_number = r.last_number + 1
  where r.id = wanted and r.state = 'announced' and r.opens_at <= at and at < r.applies_until
  returning r.last_number
$$;
revoke all on function space.next_application(uuid, timestamptz), space.open_round(uuid) from public;
grant execute on function space.next_application(uuid, timestamptz), space.open_round(uuid) to berdaya_app;

grant select, insert, update on space.round, space.application, space.place_offer, space.appeal to berdaya_app;
grant select, insert on space.signing_key to berdaya_app;
grant update (private_sealed) on space.signing_key to berdaya_app;
grant select, insert, delete on space.round_place to berdaya_app;
grant select, insert, update on space.application_claim to berdaya_app;

alter table space.signing_key enable row level security;
alter table space.round enable row level security;
alter table space.round_place enable row level security;
alter table space.application enable row level security;
alter table space.application_claim enable row level security;
alter table space.place_offer enable row level security;
alter table space.appeal enable row level security;

create policy signing_key_staff on space.signing_key to berdaya_app
  using ((select kernel.is_system()) or cardinality((select kernel.scopes())::text[]) > 0)
  with check ((select kernel.is_system()) or cardinality((select kernel.scopes())::text[]) > 0);
create policy round_read on space.round for select to berdaya_app using (state <> 'draft' or kernel.in_scope(region_code));
create policy round_add on space.round for insert to berdaya_app with check (kernel.in_scope(region_code));
create policy round_change on space.round for update to berdaya_app
  using (kernel.in_scope(region_code)) with check (kernel.in_scope(region_code));
create policy round_place_read on space.round_place for select to berdaya_app
  using (exists (select from space.round r where r.id = round_id));
create policy round_place_add on space.round_place for insert to berdaya_app
  with check (exists (select from space.round r where r.id = round_id and kernel.in_scope(r.region_code)));
create policy round_place_remove on space.round_place for delete to berdaya_app
  using (exists (select from space.round r where r.id = round_id and kernel.in_scope(r.region_code)));
create policy application_read on space.application for select to berdaya_app using (
  kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or space.holds_link(id));
create policy application_add on space.application for insert to berdaya_app with check (
  kernel.in_scope(region_code) or account_id = (select kernel.actor_id()));
create policy application_change on space.application for update to berdaya_app
  using (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()))
  with check (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()));
create policy claim_read on space.application_claim for select to berdaya_app
  using (exists (select from space.application a where a.id = application_id));
create policy claim_add on space.application_claim for insert to berdaya_app
  with check (exists (select from space.application a where a.id = application_id
    and (kernel.in_scope(a.region_code) or (a.account_id = (select kernel.actor_id()) and application_claim.state = 'told' and application_claim.kind <> 'arrears'))));
create policy claim_change on space.application_claim for update to berdaya_app
  using (exists (select from space.application a where a.id = application_id and kernel.in_scope(a.region_code)));
create policy offer_read on space.place_offer for select to berdaya_app
  using (exists (select from space.application a where a.id = application_id));
create policy offer_add on space.place_offer for insert to berdaya_app
  with check (exists (select from space.application a where a.id = application_id and kernel.in_scope(a.region_code)));
create policy offer_change on space.place_offer for update to berdaya_app
  using (exists (select from space.application a where a.id = application_id
    and (kernel.in_scope(a.region_code) or a.account_id = (select kernel.actor_id()))));
create policy appeal_read on space.appeal for select to berdaya_app using (
  kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or space.holds_link(application_id));
create policy appeal_add on space.appeal for insert to berdaya_app with check (
  kernel.in_scope(region_code) or account_id = (select kernel.actor_id()));
create policy appeal_change on space.appeal for update to berdaya_app using (kernel.in_scope(region_code));
