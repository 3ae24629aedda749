//! Payments by card.

use std::sync::Arc;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use services::ports::clock::Clock;
use services::ports::payment_provider::{
    PaymentProvider, ProviderSecret, SimulatedProvider, StripeCheckout, StripeSettings,
};
use url::Url;

use super::Secret;

/// Who takes payments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PaymentProviderKind {
    /// Nobody: a page at `/dev/payment/` takes test cards, and no money moves.
    Simulated,
    /// Stripe Checkout.
    Stripe,
}

/// How payments are taken. No card number passes through this service.
#[derive(Clone, Debug, Args)]
pub struct PaymentConfig {
    /// `simulated` or `stripe`: who takes payments by card.
    #[arg(
        long,
        env = "CQC_PAYMENT_PROVIDER",
        value_enum,
        default_value = "simulated",
        global = true
    )]
    pub payment_provider: PaymentProviderKind,
    /// Stripe's secret key, better a restricted one: it writes Checkout Sessions and
    /// refunds, and reads payments. With a test key no money moves.
    #[arg(
        long,
        env = "CQC_STRIPE_SECRET_KEY",
        hide_env_values = true,
        global = true
    )]
    pub stripe_secret_key: Option<Secret>,
    /// Secrets that sign Stripe's notices (`whsec_…`): one, or the new and the old
    /// while it is changed.
    #[arg(
        long,
        env = "CQC_STRIPE_WEBHOOK_SECRETS",
        value_delimiter = ',',
        hide_env_values = true,
        global = true
    )]
    pub stripe_webhook_secrets: Vec<Secret>,
    /// Stripe's address.
    #[arg(
        long,
        env = "CQC_STRIPE_URL",
        default_value = "https://api.stripe.com",
        global = true
    )]
    pub stripe_url: Url,
}

impl PaymentConfig {
    /// Who takes payments.
    ///
    /// # Errors
    ///
    /// If a secret is missing or the address would send it in clear.
    pub fn provider(
        &self,
        public_url: &Url,
        clock: &Arc<dyn Clock>,
    ) -> anyhow::Result<Arc<dyn PaymentProvider>> {
        Ok(match self.payment_provider {
            PaymentProviderKind::Simulated => Arc::new(SimulatedProvider::new(
                public_url.clone(),
                Arc::clone(clock),
            )),
            PaymentProviderKind::Stripe => Arc::new(self.stripe()?),
        })
    }

    fn stripe(&self) -> anyhow::Result<StripeCheckout> {
        let key = self
            .stripe_secret_key
            .as_ref()
            .context("CQC_STRIPE_SECRET_KEY must be set")?;
        if key.expose().contains("_test_") {
            tracing::warn!("Stripe's test mode is in use: test cards pay, and no money moves");
        }
        let secrets = self.stripe_webhook_secrets.iter();
        StripeCheckout::new(StripeSettings {
            secret_key: ProviderSecret::new(key.expose()),
            webhook_secrets: secrets
                .map(|secret| ProviderSecret::new(secret.expose()))
                .collect(),
            url: self.stripe_url.clone(),
            timeout: StripeSettings::TIMEOUT,
        })
        .context("CQC_STRIPE_SECRET_KEY, CQC_STRIPE_WEBHOOK_SECRETS or CQC_STRIPE_URL")
    }

    /// Whether Stripe can be asked.
    pub(super) fn has_secret_key(&self) -> bool {
        self.stripe_secret_key.as_ref().is_some_and(is_given)
    }

    /// Whether notices can be told from forged ones.
    pub(super) fn has_webhook_secrets(&self) -> bool {
        !self.stripe_webhook_secrets.is_empty() && self.stripe_webhook_secrets.iter().all(is_given)
    }
}

/// Shells and compose files set a variable to nothing easily, and a notice signed
/// with an empty secret can come from anybody.
fn is_given(secret: &Secret) -> bool {
    !secret.expose().trim().is_empty()
}
