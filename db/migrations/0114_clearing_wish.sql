-- A resident asks for all of a space at a time when others have seats in it: nothing is taken until staff decide. Approved, it
-- becomes an event that clears its space; refused, everything stays as it is.
create table space.clearing_wish (
  id uuid not null default kernel.new_id() constraint clearing_wish_key primary key,
  space_id uuid not null,
  unit_id uuid not null,
  region_code text collate "C" not null,
  during tstzrange not null constraint clearing_wish_during check (not isempty(during) and lower_inc(during) and not upper_inc(during)
    and not lower_inf(during) and not upper_inf(during)),
  state text not null default 'asked' constraint clearing_wish_state check (state in ('asked', 'approved', 'rejected', 'withdrawn')),
  title text not null constraint clearing_wish_title_length check (length(title) between 3 and 120),
  account_id uuid,
  booker_name text not null constraint clearing_wish_name_length check (length(booker_name) between 1 and 120),
  booker_phone text not null constraint clearing_wish_phone check (booker_phone ~ '^\+\d{8,15}$'),
  booker_locale text not null default 'id' constraint clearing_wish_locale check (booker_locale in ('id', 'en')),
  group_kind text not null,
  purpose text not null,
  attendees int not null constraint clearing_wish_attendees check (attendees between 1 and 100000),
  note text constraint clearing_wish_note_length check (length(note) <= 500),
  asked_at timestamptz not null,
  deadline timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  reason text constraint clearing_wish_reason_length check (length(reason) between 3 and 500),
  booking_id uuid constraint clearing_wish_booking references space.booking (id),
  version int not null default 1,
  constraint clearing_wish_unit foreign key (unit_id, space_id) references space.unit (id, space_id),
  constraint clearing_wish_granted check ((state = 'approved') = (booking_id is not null)),
  constraint clearing_wish_says_why check (state <> 'rejected' or reason is not null)
);
comment on table space.clearing_wish is 'Somebody would like all of a space while others have parts of it; staff decide whether those make way';
comment on column space.clearing_wish.booking_id is 'The event it became';
create unique index clearing_wish_once on space.clearing_wish (space_id, account_id, during) where state = 'asked';
create index clearing_wish_of_space on space.clearing_wish (space_id, asked_at, id);
create index clearing_wish_of_account on space.clearing_wish (account_id) where account_id is not null;

grant select, insert, update on space.clearing_wish to berdaya_app;
alter table space.clearing_wish enable row level security;
create policy clearing_wish_read on space.clearing_wish for select to berdaya_app using (
  (select kernel.is_system()) or kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or space.holds_link(id));
create policy clearing_wish_add on space.clearing_wish for insert to berdaya_app with check (account_id = (select kernel.actor_id()));
create policy clearing_wish_change on space.clearing_wish for update to berdaya_app
  using (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or space.holds_link(id))
  with check (kernel.in_scope(region_code) or account_id = (select kernel.actor_id()) or space.holds_link(id));
