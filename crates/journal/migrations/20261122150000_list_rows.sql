-- A row of the list now has all that a page shows: excerpt, call, unread. Rows are made from the states
-- when the journal is opened and the list is empty.
delete from inbox;
