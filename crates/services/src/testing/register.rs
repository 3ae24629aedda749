//! A licence register that says what a test wants it to say.

use std::sync::{Mutex, PoisonError};

use crate::ports::licence_register::{
    LicenceAnswer, LicenceQuery, LicenceRegister, SimulatedRegister,
};

/// What the register does when it is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Script {
    /// As the simulated one does, by the licence's number.
    #[default]
    Simulated,
    /// Says the same about every licence.
    Answers(LicenceAnswer),
    /// Cannot be reached.
    Away,
}

/// The register of a test.
#[derive(Debug, Default)]
pub struct ScriptedRegister(Mutex<Script>);

impl ScriptedRegister {
    /// What it does from now on.
    pub fn say(&self, script: Script) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = script;
    }
}

#[async_trait::async_trait]
impl LicenceRegister for ScriptedRegister {
    async fn check(&self, query: &LicenceQuery) -> anyhow::Result<LicenceAnswer> {
        let script = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match script {
            Script::Simulated => SimulatedRegister.check(query).await,
            Script::Answers(answer) => Ok(answer),
            Script::Away => anyhow::bail!("the register is away"),
        }
    }

    fn is_simulated(&self) -> bool {
        true
    }
}
