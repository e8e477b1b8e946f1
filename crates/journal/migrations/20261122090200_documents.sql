-- Why: what people write down besides conversations: playbooks, team, settings, drafts, files. It
-- is no projection; it can't be built again from events. Secrets are never here: the desktop keeps
-- them in the keyring, the hub reads them from its environment.

create table playbooks (
    -- Published versions. A row never changes: events name the version they were decided with.
    playbook     text    not null,
    version      integer not null, -- counts from 1
    published_at integer not null,
    content      text    not null, -- JSON of conversation::playbook::Playbook
    primary key (playbook, version)
) strict, without rowid;

create table documents (
    -- Small things with a name that somebody edits.
    kind       text    not null, -- see journal::DocumentKind
    id         text    not null,
    version    integer not null, -- counts the changes, so that two editors notice each other
    changed_at integer not null,
    content    text    not null, -- JSON, in the form the engine gave it
    primary key (kind, id)
) strict, without rowid;

create table media (
    -- Files on the shelf beside the database. The bytes are on disk under their own hash.
    hash      text    not null primary key, -- lowercase hex SHA-256
    mime      text    not null,
    size      integer not null,
    stored_at integer not null
) strict, without rowid;

create table seen (
    -- How far each operator has read a thread.
    operator     text    not null,
    conversation text    not null,
    place        integer not null, -- entries.place of the last entry they saw
    primary key (operator, conversation)
) strict, without rowid;
