-- Why: a call that a graver one takes the place of is no promise of its own, and words that were taken
-- back or refused answer nobody. Calls are built again when the journal is opened.

alter table escalations add column superseded_by text not null default ''; -- the call that took its place while nobody had come; '' = none

create table answers (
    -- What people said while a call was open. The earliest that was not unsaid answered the call.
    message    text    not null primary key, -- our id, or Meta's for what was written on the phone
    escalation text    not null,
    at         integer not null,
    unsaid     integer not null default 0 check (unsaid in (0, 1)) -- 1 = taken back, or refused
) strict, without rowid;
create index answers_of on answers (escalation, unsaid, at);

insert into stale (projection) values ('escalations') on conflict do nothing;
