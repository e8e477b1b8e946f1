-- Why: what could not be stored is told on every screen, which must not walk through all that was ever
-- set aside.
create index set_aside_undecided on set_aside (delivery) where why = 'undecided';
