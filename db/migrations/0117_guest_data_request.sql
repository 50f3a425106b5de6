-- Requests about personal data by people without an account: asked by form, the person shown to be who they are at the office.

alter table registry.data_request
  alter column account_id drop not null,
  add column guest_name text constraint data_request_guest_name_length check (length(guest_name) between 2 and 120),
  add column guest_phone text constraint data_request_guest_phone_length check (length(guest_phone) <= 20),
  add column person_id uuid constraint data_request_person references registry.person (id),
  add column proof text constraint data_request_proof check (proof in ('ktp', 'kk', 'letter')),
  add column proven_at timestamptz,
  add column proven_by_name text constraint data_request_proven_by_length check (length(proven_by_name) <= 120),
  add constraint data_request_whose check ((account_id is null) = (guest_name is not null)),
  add constraint data_request_proven check (num_nonnulls(person_id, proof, proven_at, proven_by_name) in (0, 4)),
  add constraint data_request_granted check (account_id is not null or state <> 'done' or person_id is not null);
comment on column registry.data_request.account_id is 'Empty for somebody without an account, who is in the register because an officer wrote them down';
comment on column registry.data_request.guest_name is 'As they wrote it; who they are is shown at the office';
comment on column registry.data_request.person_id is 'Whom an administrator found them to be, after seeing their paper; nothing is granted before';
comment on column registry.data_request.proof is 'Paper that was seen: identity card, family card, or a letter of the kelurahan';
create index data_request_of_person on registry.data_request (person_id) where person_id is not null;

-- Nobody signed in may write a row into a table of people: this function does, and no more often than an office can answer.
create function registry.take_guest_request(request_id uuid, wanted_kind text, wanted_about text, place text, sealed bytea, name text, phone text,
  at timestamptz, until timestamptz) returns text
  language plpgsql security definer set search_path = registry, pg_temp as $$
declare
  given text;
begin
  perform pg_advisory_xact_lock(hashtext('registry.take_guest_request'));
  if (select count(*) from registry.data_request r where r.account_id is null and r.received_at > at - interval '1 hour') >= 30 then
    return null;
  end if;
  insert into registry.data_request (id, kind, about, account_id, region_code, wish_sealed, received_at, deadline, guest_name, guest_phone)
  values (request_id, wanted_kind, wanted_about, null, place, sealed, at, until, name, phone) returning reference into given;
  return given;
end
$$;
comment on function registry.take_guest_request is 'The reference of the request; null when thirty came within an hour';
revoke all on function registry.take_guest_request from public;
grant execute on function registry.take_guest_request to berdaya_app;
