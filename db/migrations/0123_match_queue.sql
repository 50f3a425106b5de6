-- The queue of businesses to compare is filled by triggers on the business itself, and none is ever deleted: like the queue of the
-- search it needs no foreign key, which cost an import a look at every business it had just written.
alter table registry.match_waiting drop constraint match_waiting_business;
