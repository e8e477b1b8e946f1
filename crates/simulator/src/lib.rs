//! A WhatsApp on loopback: Graph API, customers with phones, scripts and faults.
