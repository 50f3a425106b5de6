-- Links that set a password are as secret as codes: once a gateway carries them, nobody else reads them.
alter table kernel.message drop column secret;
alter table kernel.message add column secret text generated always as (
  case
    when template ~ '(^|[._])code($|[._])' then 'code'
    when template ~ '(^|[._])(link|invitation)($|[._])' then 'link'
  end) stored;
comment on column kernel.message.secret is
  'By the name of its kind, the body carries a one-time code or a link that opens an account; it is redacted soon after';
create index message_unredacted on kernel.message (created_at) where secret is not null and redacted_at is null;
