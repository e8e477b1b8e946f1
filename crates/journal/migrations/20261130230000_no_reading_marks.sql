-- Why: how far an operator has read stands in the conversation's state; nothing was ever kept here.
drop table seen;
