//! WhatsApp Cloud API: wire types, webhook and client. Words of Meta stay here.
