//! Where files are kept: a local directory, or anything that speaks S3.
//!
//! A file's name is the SHA-256 of its bytes, so storing it twice keeps it once,
//! and a store after a crash holds at most a file that nothing refers to.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::{Error, ObjectStore, ObjectStoreExt as _, PutPayload, WriteMultipart};
use sha2::{Digest as _, Sha256};

/// What was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// SHA-256 of the bytes, lower-case hexadecimal; the file's name in the store.
    pub sha256: String,
    /// How many bytes.
    pub size: i64,
}

/// How many parts of a large file are on their way to the store at once.
const PARTS_AT_ONCE: usize = 2;

/// Why a file that comes in parts is not stored.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    /// It is larger than allowed.
    #[error("the file is too large")]
    TooLarge,
    /// It ended before its end.
    #[error("the file broke off")]
    BrokenOff,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] anyhow::Error),
}

impl From<Error> for PutError {
    fn from(error: Error) -> Self {
        Self::Store(error.into())
    }
}

/// How to reach an S3-compatible store.
#[derive(Clone)]
pub struct S3Settings {
    /// The bucket.
    pub bucket: String,
    /// The region; any word for stores that have none.
    pub region: String,
    /// The store's address, when it is not Amazon's.
    pub endpoint: Option<String>,
    /// The key's name.
    pub access_key_id: String,
    /// The key. It is never printed.
    pub secret_access_key: String,
    /// Whether the store may be reached without TLS; only for tests.
    pub allow_http: bool,
}

impl std::fmt::Debug for S3Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("S3Settings")
            .field("bucket", &self.bucket)
            .field("region", &self.region)
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

/// A store of files; clones share it.
#[derive(Clone, Debug)]
pub struct FileStore {
    store: Arc<dyn ObjectStore>,
}

impl FileStore {
    /// Keeps files below a directory, which is made if it is missing. What was
    /// put is on the disk before [`FileStore::put`] returns.
    ///
    /// # Errors
    ///
    /// If the directory cannot be made.
    pub fn local(directory: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(directory)?;
        let store = LocalFileSystem::new_with_prefix(directory)?
            .with_automatic_cleanup(false)
            .with_fsync(true);
        Ok(Self {
            store: Arc::new(store),
        })
    }

    /// Keeps files in an S3-compatible store.
    ///
    /// # Errors
    ///
    /// If the settings contradict each other.
    pub fn s3(settings: &S3Settings) -> anyhow::Result<Self> {
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&settings.bucket)
            .with_region(&settings.region)
            .with_access_key_id(&settings.access_key_id)
            .with_secret_access_key(&settings.secret_access_key)
            .with_allow_http(settings.allow_http);
        if let Some(endpoint) = &settings.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        Ok(Self {
            store: Arc::new(builder.build()?),
        })
    }

    /// Stores bytes under their hash.
    ///
    /// # Errors
    ///
    /// If the store fails.
    pub async fn put(&self, bytes: Bytes) -> anyhow::Result<StoredFile> {
        let stored = StoredFile {
            sha256: hex(&Sha256::digest(&bytes)),
            size: i64::try_from(bytes.len())?,
        };
        self.store
            .put(&location(&stored.sha256), PutPayload::from_bytes(bytes))
            .await?;
        Ok(stored)
    }

    /// The bytes with this hash, checked against it.
    ///
    /// # Errors
    ///
    /// If there is no such file, or it was damaged, or the store fails.
    pub async fn get(&self, sha256: &str) -> anyhow::Result<Bytes> {
        let bytes = self.store.get(&location(sha256)).await?.bytes().await?;
        anyhow::ensure!(
            hex(&Sha256::digest(&bytes)) == sha256,
            "file {sha256} is damaged"
        );
        Ok(bytes)
    }

    /// Deletes a file; one that is not there is deleted already.
    ///
    /// # Errors
    ///
    /// If the store fails.
    pub async fn delete(&self, sha256: &str) -> anyhow::Result<()> {
        match self.store.delete(&location(sha256)).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Stores what comes, as it comes, under a name instead of its hash: for what is
    /// read in parts and deleted soon.
    ///
    /// # Errors
    ///
    /// [`PutError::TooLarge`] beyond `max` bytes, [`PutError::BrokenOff`] if the content
    /// breaks off, or what the store says. Then nothing is left of it.
    pub async fn put_named<S, E>(
        &self,
        name: &str,
        mut content: S,
        max: i64,
    ) -> Result<StoredFile, PutError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let upload = self.store.put_multipart(&named(name)).await?;
        let mut upload = WriteMultipart::new(upload);
        let (mut hash, mut size) = (Sha256::new(), 0_i64);
        while let Some(bytes) = content.next().await {
            let bytes = match bytes {
                Ok(bytes) => bytes,
                Err(_) => {
                    upload.abort().await?;
                    return Err(PutError::BrokenOff);
                }
            };
            size += i64::try_from(bytes.len()).unwrap_or(i64::MAX);
            if size > max {
                upload.abort().await?;
                return Err(PutError::TooLarge);
            }
            hash.update(&bytes);
            upload.wait_for_capacity(PARTS_AT_ONCE).await?;
            upload.put(bytes);
        }
        upload.finish().await?;
        Ok(StoredFile {
            sha256: hex(&hash.finalize()),
            size,
        })
    }

    /// A part of what was stored under a name.
    ///
    /// # Errors
    ///
    /// If there is no such file or no such part, or the store fails.
    pub async fn read_part(&self, name: &str, range: Range<u64>) -> anyhow::Result<Bytes> {
        if range.is_empty() {
            return Ok(Bytes::new());
        }
        Ok(self.store.get_range(&named(name), range).await?)
    }

    /// Deletes what was stored under a name; what is not there is deleted already.
    ///
    /// # Errors
    ///
    /// If the store fails.
    pub async fn delete_named(&self, name: &str) -> anyhow::Result<()> {
        match self.store.delete(&named(name)).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes and reads a small file, to know whether the store works.
    ///
    /// # Errors
    ///
    /// If it does not.
    pub async fn check(&self) -> anyhow::Result<()> {
        let stored = self.put(Bytes::from_static(b"cqc-hub doctor\n")).await?;
        self.get(&stored.sha256).await?;
        self.delete(&stored.sha256).await
    }
}

fn named(name: &str) -> object_store::path::Path {
    object_store::path::Path::from(name)
}

/// Two levels of directories keep each of them small.
fn location(sha256: &str) -> object_store::path::Path {
    let (head, _) = sha256.split_at_checked(2).unwrap_or((sha256, ""));
    object_store::path::Path::from_iter([head, sha256])
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
