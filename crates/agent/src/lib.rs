//! The agent: answers from the playbook, embedded or through a language model, and writes briefs.
