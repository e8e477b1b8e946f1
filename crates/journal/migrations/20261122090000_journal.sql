-- Why: what must never be lost. Deliveries are the only copy of what Meta told us (there is no API
-- to ask again), events are the only copy of what people did, and the outbox is what the world is
-- still owed. Everything in the later migrations can be built again from these tables.

create table deliveries (
    -- One webhook POST, kept before it is answered with 200. Rows are never deleted.
    delivery    integer not null primary key autoincrement,
    received_at integer not null, -- our clock, milliseconds since 1970
    headers     text    not null, -- JSON object of the headers worth keeping
    body        blob    not null, -- the bytes as they came; the signature was made over exactly these
    decoded     integer not null default 0 check (decoded in (0, 1)),
    items       integer not null default 0, -- how many items decoding found in it
    accounted   integer not null default 0  -- how many of them became events, were set aside, parked or known before
) strict;
create index deliveries_undecoded on deliveries (delivery) where decoded = 0;

create table events (
    -- Facts, in the order they were stored. Rows are never changed and never deleted.
    seq          integer not null primary key autoincrement, -- readers and replicas go on from here
    event        text    not null unique, -- the same when made again from its delivery, so a repetition is seen
    conversation text    not null,
    version      integer not null,           -- counts from 1 within the conversation, without gaps: the fence of appending
    at           integer not null,           -- when it was true
    delivery     integer not null default 0, -- the delivery it was decoded from; 0 = made here
    item         integer not null default 0, -- which item of that delivery, from 0
    fact         text    not null,           -- JSON of conversation::fact::Fact
    asked        text    not null default '' -- JSON of the effects the state waits for since this event; '' = none. Deciding again would need the playbook of that day
) strict;
create unique index events_of on events (conversation, version);

create table states (
    -- Each conversation as of its latest event. Built from events and `asked`.
    conversation text    not null primary key,
    version      integer not null, -- of the latest event
    epoch        integer not null, -- the fence: the outbox compares it when it claims
    state        text    not null  -- JSON of conversation::state::Conversation
) strict;

create table work (
    -- The outbox. A row leaves only with the event that reports its outcome.
    n            integer not null primary key autoincrement, -- the order in which it was asked for
    work         text    not null unique, -- for a send the outgoing id, which travels to Meta
    conversation text    not null,
    kind         text    not null,
    effect       text    not null,             -- JSON of conversation::effect::Effect
    due_at       integer not null,
    epoch        integer not null default -1,  -- the epoch it was asked in; -1 = it speaks to nobody, so it has no fence
    attempt      integer not null default 0,   -- how often it was given back for another try
    claimed_at   integer not null default 0,   -- 0 = free. An old claim means "outcome unknown", not "free again"
    fenced       integer not null default 0 check (fenced in (0, 1)) -- 1 = claimed only to be reported as refused
) strict;
create index work_due on work (kind, due_at) where claimed_at = 0;
create index work_claimed on work (claimed_at) where claimed_at <> 0;
create index work_of on work (conversation, kind, n);

create table claims (
    -- Every message that left the outbox, as proof that the fence held. Rows are never deleted.
    n            integer not null primary key autoincrement,
    work         text    not null,
    conversation text    not null,
    epoch        integer not null, -- the epoch it was asked in
    version      integer not null, -- the conversation's version when it was claimed
    claimed_at   integer not null
) strict;
create index claims_of on claims (conversation);

create table set_aside (
    -- Items that became no event of a conversation: for a number we don't have, of a kind we don't
    -- know, or about the account. The raw item stays in its delivery.
    delivery integer not null,
    item     integer not null,
    why      text    not null,
    what     text    not null, -- in plain words, for the page that lists them
    primary key (delivery, item)
) strict, without rowid;

create table parked (
    -- Statuses about a message whose sending we don't know about yet: Meta may be faster than the
    -- answer to our own request. A row leaves when it has become an event; what another program
    -- sent from the same number stays.
    n        integer not null primary key autoincrement,
    message  text    not null, -- Meta's id
    delivery integer not null,
    item     integer not null,
    at       integer not null,
    status   text    not null -- JSON, in the engine's words
) strict;
create index parked_for on parked (message);
create unique index parked_items on parked (delivery, item);
