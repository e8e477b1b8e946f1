//! Calls on a hub: there is no desktop here, so a call shows in every open browser, which makes its
//! own sound.

use async_trait::async_trait;
use conversation::ids::{EscalationId, OperatorId};
use engine::ports::{AlertCall, Alerts, HostLimits, Shown};

/// Calls shown in the browser.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BrowserAlerts;

#[async_trait]
impl Alerts for BrowserAlerts {
    async fn call(&self, call: AlertCall) -> Vec<(OperatorId, Shown)> {
        let called = call.called.into_iter();
        called.map(|one| (one.operator, Shown::InApp)).collect()
    }

    async fn settle(&self, _: &EscalationId) {}

    fn limits(&self) -> HostLimits {
        HostLimits::default()
    }
}
