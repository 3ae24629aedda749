//! Argon2id, kept away from the threads that answer requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// 19 MiB, 2 passes, 1 lane: the OWASP cheat sheet's first choice.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// A password cannot be hashed or compared.
#[derive(Debug, thiserror::Error)]
#[error("the password hash failed: {0}")]
pub struct HashError(String);

/// Hashes and compares passwords, a few at a time: each takes 19 MiB and about
/// 20 ms of a core. Clones share the limit.
#[derive(Clone)]
pub struct PasswordHasher {
    argon2: Argon2<'static>,
    permits: Arc<Semaphore>,
    /// The hash of nobody's password, so that an unknown account takes as long as a known one.
    decoy: Arc<str>,
    performed: Arc<AtomicU64>,
}

impl std::fmt::Debug for PasswordHasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHasher")
    }
}

impl PasswordHasher {
    /// A hasher that works on at most `at_once` passwords at the same time.
    ///
    /// # Errors
    ///
    /// If the library does not know the parameters.
    pub fn new(at_once: usize) -> Result<Self, HashError> {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(describe)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        Ok(Self {
            argon2,
            permits: Arc::new(Semaphore::new(at_once.max(1))),
            decoy: decoy().into(),
            performed: Arc::default(),
        })
    }

    /// How many passwords were hashed or compared so far. Whoever may not learn
    /// whether an account exists must cause the same work either way.
    #[must_use]
    pub fn performed(&self) -> u64 {
        self.performed.load(Ordering::Relaxed)
    }

    /// The hash of a new password, in PHC form.
    ///
    /// # Errors
    ///
    /// If the system gives no random bytes or the work was stopped.
    pub async fn hash(&self, password: &str) -> Result<String, HashError> {
        let (argon2, password) = (self.argon2.clone(), Zeroizing::new(password.to_owned()));
        self.run(move || hash_now(&argon2, &password)).await?
    }

    /// Whether the password belongs to the hash. Without a hash the answer is no,
    /// after the same work.
    ///
    /// # Errors
    ///
    /// If the hash cannot be read or the work was stopped.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, HashError> {
        let is_known = hash.is_some();
        let hash = hash.unwrap_or(&self.decoy).to_owned();
        let (argon2, password) = (self.argon2.clone(), Zeroizing::new(password.to_owned()));
        let is_right = self
            .run(move || {
                let parsed = PasswordHash::new(&hash).map_err(describe)?;
                Ok::<_, HashError>(argon2.verify_password(password.as_bytes(), &parsed).is_ok())
            })
            .await??;
        Ok(is_right && is_known)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HashError> {
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(describe)?;
        let performed = Arc::clone(&self.performed);
        tokio::task::spawn_blocking(move || {
            let result = work();
            performed.fetch_add(1, Ordering::Relaxed);
            drop(permit);
            result
        })
        .await
        .map_err(describe)
    }
}

/// A hash of which nobody knows a password: its output is all zeros. Not the
/// hash of something random, which would cost every start the work and the memory.
fn decoy() -> String {
    let (salt, output) = ("A".repeat(22), "A".repeat(43));
    format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${salt}${output}")
}

fn hash_now(argon2: &Argon2<'_>, password: &str) -> Result<String, HashError> {
    let mut salt = [0_u8; 16];
    getrandom::fill(&mut salt).map_err(describe)?;
    let salt = SaltString::encode_b64(&salt).map_err(describe)?;
    let hash = argon2
        .hash_password(password.as_bytes(), &salt)
        .map_err(describe)?;
    Ok(hash.to_string())
}

fn describe(error: impl std::fmt::Display) -> HashError {
    HashError(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn stores_the_parameters_with_the_hash_and_knows_the_password_again() {
        let hasher = PasswordHasher::new(2).unwrap();
        let hash = hasher.hash("Camion!Bleu2024").await.unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert_ne!(hash, hasher.hash("Camion!Bleu2024").await.unwrap());
        assert!(hasher.verify("Camion!Bleu2024", Some(&hash)).await.unwrap());
        assert!(!hasher.verify("camion!Bleu2024", Some(&hash)).await.unwrap());
        assert_eq!(hasher.performed(), 4);
    }

    #[tokio::test]
    async fn without_a_hash_no_password_is_right() {
        let hasher = PasswordHasher::new(1).unwrap();
        assert!(!hasher.verify("Camion!Bleu2024", None).await.unwrap());
        assert_eq!(hasher.performed(), 1, "the work is done all the same");
        let decoy = decoy();
        let parsed = PasswordHash::new(&decoy).unwrap();
        let (costs, ours) = (Params::try_from(&parsed).unwrap(), hasher.argon2.params());
        assert_eq!(
            (costs.m_cost(), costs.t_cost(), costs.p_cost()),
            (ours.m_cost(), ours.t_cost(), ours.p_cost())
        );
    }
}
