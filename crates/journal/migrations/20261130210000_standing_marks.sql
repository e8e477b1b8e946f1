-- Why: operators correct themselves. Of several marks on one call only the last one stands, and of
-- those that say a hand-over was missing only the last one since the agent got the conversation.
-- Both are projections, so what stands there is built again when the journal is opened.

create table stale (
    -- What a migration gave another meaning. A row leaves when its projection is built again.
    projection text not null primary key -- see journal/src/rebuild/renew.rs
) strict, without rowid;

alter table marks add column place integer not null default 0; -- events.seq of the mark
alter table marks add column stretch integer not null default 0; -- for 'missed': entries.place of the line since which the agent had it; 0 = since it began
create index marks_on on marks (conversation, escalation, stretch, place);

-- The lines alone, so that a long talk between two of them costs nothing.
create index entries_lines on entries (conversation, place) where kind = 'line';

insert into stale (projection) values ('escalations');
