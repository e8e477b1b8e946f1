-- Why: each screen is answered by one indexed read. Everything here is built from `events` in the
-- transaction that stores them, and can be dropped and built again (`relevo rebuild`).

create table inbox (
    -- One row of the list per conversation.
    conversation text    not null primary key,
    number       text    not null,
    customer     text    not null,
    holder       text    not null check (holder in ('agent', 'waiting', 'operator', 'closed')),
    operator     text    not null default '', -- who holds it; '' unless holder = 'operator'
    last_at      integer not null,            -- the latest thing said: the order of all views but one
    stake        text    not null default '', -- what is at stake, as text that sorts; '' unless holder = 'waiting'
    shown        text    not null             -- JSON of journal::ListRow
) strict;
create index inbox_waiting on inbox (stake, conversation) where holder = 'waiting';
create index inbox_by_holder on inbox (holder, operator, last_at, conversation, number); -- number: so that counting reads nothing else
create index inbox_held on inbox (last_at, conversation) where holder = 'operator';
create index inbox_all on inbox (last_at, conversation);
create index inbox_of_customer on inbox (customer, last_at);

create table entries (
    -- What a thread shows: messages, notes, and lines about the baton.
    place        integer not null primary key, -- events.seq of the event that added it
    conversation text    not null,
    key          text    not null,
    message      text    not null default '',  -- Meta's id, once known
    kind         text    not null check (kind in ('message', 'line', 'note')),
    at           integer not null,
    rail         text    not null,             -- JSON of thread::Rail in force just before it, so a page can begin anywhere
    text         text    not null default '',  -- the words a search finds
    entry        text    not null              -- JSON of thread::Entry
) strict;
create index entries_of on entries (conversation, place);
create unique index entries_by_key on entries (conversation, key);
create index entries_by_message on entries (conversation, message) where message <> '';
create index entries_notes on entries (conversation, place) where kind = 'note';

-- Words of messages and notes. The text itself stays in `entries`; accents are folded, and the
-- first letters of a word are indexed for a search as it is typed.
create virtual table search using fts5 (
    text,
    content = 'entries', content_rowid = 'place',
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);
create trigger entries_found after insert on entries when new.text <> '' begin
    insert into search (rowid, text) values (new.place, new.text);
end;
create trigger entries_forgotten after delete on entries when old.text <> '' begin
    insert into search (search, rowid, text) values ('delete', old.place, old.text);
end;
create trigger entries_reworded after update of text on entries when old.text <> new.text begin
    insert into search (search, rowid, text)
        select 'delete', old.place, old.text where old.text <> '';
    insert into search (rowid, text) select new.place, new.text where new.text <> '';
end;

create table customers (
    -- Who writes to us, as known by now.
    n         integer not null primary key,
    customer  text    not null unique,
    user_id   text    not null default '', -- Meta's business-scoped id: the key, once known
    phone     text    not null default '', -- an attribute: customers change it
    name      text    not null default '',
    username  text    not null default ''
) strict;
create virtual table customer_search using fts5 (
    name, username, phone,
    content = 'customers', content_rowid = 'n',
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);
create trigger customers_found after insert on customers begin
    insert into customer_search (rowid, name, username, phone)
        values (new.n, new.name, new.username, new.phone);
end;
create trigger customers_forgotten after delete on customers begin
    insert into customer_search (customer_search, rowid, name, username, phone)
        values ('delete', old.n, old.name, old.username, old.phone);
end;
create trigger customers_renamed after update of name, username, phone on customers begin
    insert into customer_search (customer_search, rowid, name, username, phone)
        values ('delete', old.n, old.name, old.username, old.phone);
    insert into customer_search (rowid, name, username, phone)
        values (new.n, new.name, new.username, new.phone);
end;

create table identities (
    -- Which conversation a webhook item belongs to.
    number       text not null,
    identity     text not null, -- 'user:' and Meta's user id, or 'phone:' and the number with its plus
    conversation text not null,
    primary key (number, identity)
) strict, without rowid;
create index identities_of on identities (conversation);

create table sent (
    -- Messages of ours: a status names Meta's id, or ours.
    outgoing     text not null primary key,
    conversation text not null,
    message      text not null default '' -- Meta's id, once known
) strict, without rowid;
create index sent_by_message on sent (message) where message <> '';

create table escalations (
    -- Every call for a person, and what became of it. Times are 0 until the thing happened.
    escalation    text    not null primary key,
    conversation  text    not null,
    number        text    not null,
    trigger       text    not null,
    at            integer not null,
    waiting_since integer not null,
    due_at        integer not null,
    level         integer not null default 0, -- how often it was raised
    alerted_at    integer not null default 0, -- an alert was shown
    opened_at     integer not null default 0, -- somebody opened the brief
    taken_at      integer not null default 0, -- somebody took over
    operator      text    not null default '',
    answered_at   integer not null default 0, -- the customer had a person's first words
    ended_at      integer not null default 0  -- handed back or closed
) strict, without rowid;
create index escalations_at on escalations (at);
create index escalations_of on escalations (conversation, at);

create table marks (
    -- Operators' judgements of escalations, or of their absence.
    event        text    not null primary key,
    conversation text    not null,
    number       text    not null,
    at           integer not null,
    operator     text    not null,
    mark         text    not null check (mark in ('right', 'needless', 'missed')),
    escalation   text    not null default '', -- '' for 'missed'
    trigger      text    not null default ''  -- what should have fired, for 'missed'
) strict, without rowid;
create index marks_at on marks (at);
create index marks_of on marks (conversation, at);

create table hours (
    -- Numbers per hour; days depend on the reader's time zone, so they are added up when read.
    hour    integer not null, -- whole hours since 1970
    number  text    not null,
    measure text    not null,
    value   integer not null,
    primary key (hour, number, measure)
) strict, without rowid;
