-- Administrators' list of accounts. Row-level security would keep the trigram index from being used, so the function looks
-- with the owner's eyes and checks for itself: only identity's own transactions may ask, and `within` is what the policy allowed.

create function identity.list_accounts(
  q text, within text[], organisations uuid[], wanted_role text, wanted_state text, before uuid, how_many int)
returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_custom_plan as $$
begin
  if not identity.at_gate() then
    return;
  end if;
  return query
  select a.id from identity.account a
  where (q is null or (lower(a.name) || ' ' || coalesce(a.email, '') || ' ' || coalesce(a.phone, '')) like '%' || q || '%')
    and (before is null or a.id < before)
    and (wanted_state is null or (wanted_state = 'disabled') = (a.disabled_at is not null))
    and (within is null or exists (
      select from identity.role_assignment r where r.account_id = a.id
        and (r.organisation_id = any (organisations)
          or exists (select from unnest(within) scope where starts_with(r.region_code, scope)))))
    and (wanted_role is null or exists (
      select from identity.role_assignment r where r.account_id = a.id and r.role = wanted_role and r.revoked_at is null
        and identity.today() between r.starts_on and coalesce(r.ends_on, 'infinity')
        and (within is null or r.organisation_id = any (organisations)
          or exists (select from unnest(within) scope where starts_with(r.region_code, scope)))))
  order by a.id desc limit how_many;
end $$;
comment on function identity.list_accounts(text, text[], uuid[], text, text, uuid, int) is
  'Ids of accounts, newest first; within null is everybody, else who holds or held a role there';
revoke all on function identity.list_accounts(text, text[], uuid[], text, text, uuid, int) from public;
grant execute on function identity.list_accounts(text, text[], uuid[], text, text, uuid, int) to berdaya_app;

create function identity.has_administrator() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from identity.role_assignment r join identity.account a on a.id = r.account_id
    where r.role = 'administrator' and r.region_code is not null and r.revoked_at is null and a.disabled_at is null
      and identity.today() <= coalesce(r.ends_on, 'infinity'))
$$;
comment on function identity.has_administrator() is 'Once there is one, the set-up page is closed';
revoke all on function identity.has_administrator() from public;
grant execute on function identity.has_administrator() to berdaya_app, berdaya_auth;
