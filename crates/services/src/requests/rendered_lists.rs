//! Lists of requests that were written out before, by what they were written from.
//!
//! **Invariant.** Whatever a line of the list shows changes only together with
//! the version of its request. A list is therefore the same as long as it holds
//! the same requests at the same versions, which one narrow query tells, on every
//! server that shares the database.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use common::ids::{DriverId, RequestId};

use super::list::RequestsWanted;

/// What all texts together may take; when it is full, it begins again.
const CAPACITY_BYTES: usize = 8 << 20;

/// The requests of a list with their versions, newest first.
pub(super) type Versions = Vec<(RequestId, i64)>;

/// Whose list, and which.
pub(super) type Key = (DriverId, RequestsWanted);

/// The lists that were written out last.
#[derive(Debug, Default)]
pub struct RenderedLists {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    lists: HashMap<Key, (Versions, Bytes)>,
    bytes: usize,
}

impl RenderedLists {
    /// The text of a list that holds these requests at these versions.
    pub(super) fn find(&self, key: &Key, versions: &Versions) -> Option<Bytes> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, text) = kept.lists.get(key)?;
        (known == versions).then(|| text.clone())
    }

    /// Keeps a text instead of an older one of the same list.
    pub(super) fn keep(&self, key: Key, versions: Versions, text: &Bytes) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, old)) = kept.lists.remove(&key) {
            kept.bytes -= old.len();
        }
        if kept.bytes + text.len() > CAPACITY_BYTES {
            *kept = Kept::default();
        }
        kept.bytes += text.len();
        kept.lists.insert(key, (versions, text.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requests::list::Openness;

    fn key() -> Key {
        let wanted = RequestsWanted {
            openness: Openness::All,
            before: None,
            limit: 20,
        };
        (DriverId::new(), wanted)
    }

    #[test]
    fn another_version_another_request_or_another_list_is_not_known() {
        let (lists, key, id) = (RenderedLists::default(), key(), RequestId::new());
        lists.keep(key, vec![(id, 3)], &Bytes::from_static(b"text"));
        assert!(lists.find(&key, &vec![(id, 3)]).is_some());
        for versions in [
            vec![],
            vec![(id, 4)],
            vec![(RequestId::new(), 3)],
            vec![(id, 3); 2],
        ] {
            assert!(lists.find(&key, &versions).is_none(), "{versions:?}");
        }
        let shorter = (key.0, RequestsWanted { limit: 10, ..key.1 });
        assert!(lists.find(&shorter, &vec![(id, 3)]).is_none());
    }

    #[test]
    fn what_is_kept_does_not_grow_beyond_its_bound() {
        let (lists, text) = (
            RenderedLists::default(),
            Bytes::from(vec![b' '; CAPACITY_BYTES / 3]),
        );
        let keys = [key(), key(), key(), key()];
        for key in keys {
            lists.keep(key, Vec::new(), &text);
            lists.keep(key, Vec::new(), &text);
        }
        let known = keys
            .iter()
            .filter(|key| lists.find(key, &Vec::new()).is_some());
        assert_eq!(known.count(), 1, "three fit, the fourth began again");
    }
}
