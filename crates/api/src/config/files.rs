//! Where files are kept.

use std::path::Path;

use clap::Args;
use services::ports::file_store::{FileStore, S3Settings};

use super::Secret;

/// Where files are kept: in `files/` of the data directory, or in an
/// S3-compatible store when a bucket is given.
#[derive(Clone, Debug, Args)]
pub struct FilesConfig {
    /// Bucket of an S3-compatible store.
    #[arg(long, env = "CQC_S3_BUCKET", global = true)]
    pub s3_bucket: Option<String>,
    /// Region of the store.
    #[arg(
        long,
        env = "CQC_S3_REGION",
        default_value = "eu-west-3",
        global = true
    )]
    pub s3_region: String,
    /// Address of the store, when it is not Amazon's.
    #[arg(long, env = "CQC_S3_ENDPOINT", global = true)]
    pub s3_endpoint: Option<String>,
    /// Name of the access key.
    #[arg(long, env = "CQC_S3_ACCESS_KEY_ID", global = true)]
    pub s3_access_key_id: Option<String>,
    /// The access key.
    #[arg(
        long,
        env = "CQC_S3_SECRET_ACCESS_KEY",
        hide_env_values = true,
        global = true
    )]
    pub s3_secret_access_key: Option<Secret>,
}

impl FilesConfig {
    /// The store.
    ///
    /// # Errors
    ///
    /// If the directory cannot be made or the settings contradict each other.
    pub fn store(&self, directory: &Path, is_production: bool) -> anyhow::Result<FileStore> {
        let Some(bucket) = &self.s3_bucket else {
            return FileStore::local(directory);
        };
        let missing = |variable: &str| anyhow::anyhow!("with CQC_S3_BUCKET, {variable} is needed");
        let key_id = self
            .s3_access_key_id
            .clone()
            .ok_or_else(|| missing("CQC_S3_ACCESS_KEY_ID"))?;
        let key = self
            .s3_secret_access_key
            .as_ref()
            .ok_or_else(|| missing("CQC_S3_SECRET_ACCESS_KEY"))?;
        FileStore::s3(&S3Settings {
            bucket: bucket.clone(),
            region: self.s3_region.clone(),
            endpoint: self.s3_endpoint.clone(),
            access_key_id: key_id,
            secret_access_key: key.expose().to_owned(),
            allow_http: !is_production,
        })
    }
}
