-- Why: what waited for a network, or for its turn, has not used up the tries that a message has while
-- whoever should take it is in trouble.
alter table work add column troubles integer not null default 0; -- how often it was given back because of their trouble

-- What another program sends from the same number stays parked for a week, and the oldest are looked
-- for with every status that is parked.
create index parked_at on parked (at);
