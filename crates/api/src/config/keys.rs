//! The keys that sign access tokens and certificates.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use documents::credential::{PublicKey, SigningKey, VerifyingKeys};
use services::keys::Keys;
use services::tokens::TokenKeys;

/// The keys that sign. In development they are made in `keys/` of the data
/// directory on the first start.
#[derive(Clone, Debug, Args)]
pub struct KeysConfig {
    /// File with the key that signs access tokens (P-256, PKCS#8 PEM).
    #[arg(long, env = "CQC_TOKEN_KEY_FILE", global = true)]
    pub token_key_file: Option<PathBuf>,
    /// Files with public keys of older tokens, still accepted (SPKI PEM).
    #[arg(
        long,
        env = "CQC_OLD_TOKEN_KEY_FILES",
        value_delimiter = ',',
        global = true
    )]
    pub old_token_key_files: Vec<PathBuf>,
    /// File with the key that signs certificates (P-256, PKCS#8 PEM).
    #[arg(long, env = "CQC_CERTIFICATE_KEY_FILE", global = true)]
    pub certificate_key_file: Option<PathBuf>,
    /// Files with public keys of older certificates, still accepted (SPKI PEM).
    #[arg(
        long,
        env = "CQC_OLD_CERTIFICATE_KEY_FILES",
        value_delimiter = ',',
        global = true
    )]
    pub old_certificate_key_files: Vec<PathBuf>,
}

impl KeysConfig {
    /// Reads the keys; those that are not configured are made in `directory`.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or written, or holds no such key.
    pub fn load(&self, directory: &Path, issuer: &str) -> anyhow::Result<Keys> {
        let tokens = load_or_make(
            self.token_key_file.as_deref(),
            &directory.join("tokens.pem"),
        )?;
        let certificates = load_or_make(
            self.certificate_key_file.as_deref(),
            &directory.join("certificates.pem"),
        )?;
        let older = read_public(&self.old_token_key_files)?;
        let mut verifying = VerifyingKeys::new([certificates.public_key().clone()]);
        for key in read_public(&self.old_certificate_key_files)? {
            verifying.insert(key);
        }
        Ok(Keys {
            tokens: TokenKeys::new(&tokens, older, issuer)?,
            certificates,
            verifying,
        })
    }
}

fn read_public(files: &[PathBuf]) -> anyhow::Result<Vec<PublicKey>> {
    let read = |file: &PathBuf| {
        let pem =
            std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
        PublicKey::from_pem(&pem).with_context(|| format!("{} is no public key", file.display()))
    };
    files.iter().map(read).collect()
}

fn load_or_make(configured: Option<&Path>, default: &Path) -> anyhow::Result<SigningKey> {
    let file = configured.unwrap_or(default);
    if configured.is_none() && !file.exists() {
        make(file)?;
    }
    let pem =
        std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    SigningKey::from_pkcs8_pem(&pem)
        .with_context(|| format!("{} is no signing key", file.display()))
}

/// Only one of several programs that start together makes the key: the link fails
/// for the others, and they read the same file.
fn make(file: &Path) -> anyhow::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let directory = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(directory)?;
    let draft = directory.join(format!(".{}", common::ids::FileId::new()));
    let pem = SigningKey::generate()?.to_pkcs8_pem()?;
    let mut writer = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)?;
    writer.write_all(pem.expose().as_bytes())?;
    writer.sync_all()?;
    let linked = std::fs::hard_link(&draft, file);
    std::fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_only_its_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let directory = std::env::temp_dir().join(common::ids::FileId::new().to_string());
        let file = directory.join("tokens.pem");
        let first = load_or_make(None, &file).unwrap();
        let second = load_or_make(None, &file).unwrap();
        assert_eq!(first.key_id(), second.key_id());
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o077,
            0
        );
        assert_eq!(std::fs::read_dir(&directory).unwrap().count(), 1);
        let missing = directory.join("missing.pem");
        assert!(
            load_or_make(Some(&missing), &file).is_err(),
            "a configured key is never made"
        );
        std::fs::remove_dir_all(directory).unwrap();
    }
}
