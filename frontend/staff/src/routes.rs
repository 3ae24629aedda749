//! Every page of the staff's application and its path, in one table.
//!
//! To add a page: a variant here with its path in `path` and `parse`, who sees
//! it in `allows`, and its view in `app::page_view`. Paths begin after [`BASE`];
//! the router puts it in front.

use common::ids::{AccountReviewId, RequestId};
use common::words::Role;

/// Where the application stands on this host.
pub const BASE: &str = "/staff";

/// A page of the staff's application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// How much waits where.
    Overview,
    /// "Connexion".
    SignIn,
    /// The queue of account reviews.
    Accounts,
    /// One account review.
    Account(AccountReviewId),
    /// The queue of requests.
    Requests,
    /// One request.
    Request(RequestId),
    /// Batches, and sending cards.
    Production,
    /// Jobs that run by themselves, or no longer do.
    Jobs,
}

impl Page {
    const FIXED: [Self; 6] = [
        Self::Overview,
        Self::SignIn,
        Self::Accounts,
        Self::Requests,
        Self::Production,
        Self::Jobs,
    ];

    /// The path of the page, after the base.
    pub fn path(self) -> String {
        match self {
            Self::Account(id) => format!("/comptes/{id}"),
            Self::Request(id) => format!("/demandes/{id}"),
            page => page.fixed_path().to_owned(),
        }
    }

    const fn fixed_path(self) -> &'static str {
        match self {
            Self::Overview => "/",
            Self::SignIn => "/connexion",
            Self::Accounts | Self::Account(_) => "/comptes",
            Self::Requests | Self::Request(_) => "/demandes",
            Self::Production => "/fabrication",
            Self::Jobs => "/taches",
        }
    }

    /// The page at a path of this host; none when there is no such page.
    pub fn parse(path: &str) -> Option<Self> {
        let path = path.strip_prefix(BASE).unwrap_or(path).trim_end_matches('/');
        let path = if path.is_empty() { "/" } else { path };
        if let Some(page) = Self::FIXED.into_iter().find(|page| page.fixed_path() == path) {
            return Some(page);
        }
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        match parts.as_slice() {
            ["comptes", id] => Some(Self::Account(id.parse().ok()?)),
            ["demandes", id] => Some(Self::Request(id.parse().ok()?)),
            _ => None,
        }
    }

    /// Whether somebody with this role works on the page. The server decides;
    /// this only keeps dead ends out of the navigation.
    pub const fn allows(self, role: Role) -> bool {
        match self {
            Self::Overview | Self::SignIn => true,
            Self::Accounts | Self::Account(_) | Self::Requests | Self::Request(_) => {
                matches!(role, Role::Agent | Role::Supervisor)
            }
            Self::Production => matches!(role, Role::Production),
            Self::Jobs => matches!(role, Role::Administrator),
        }
    }

    /// The page to sign in on that leads back here.
    pub fn sign_in_first(self) -> String {
        format!("{}?suite={}", Self::SignIn.path(), self.path())
    }
}

/// Where to go after signing in: the page that was asked for, if it is one of
/// ours, else the overview.
pub fn after_sign_in(wanted: Option<&str>) -> Page {
    wanted.and_then(Page::parse).filter(|page| *page != Page::SignIn).unwrap_or(Page::Overview)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_leads_back_to_its_page() {
        let account = Page::Account("rev_019ab3f0c5d87c3e9a51f2b6d4e8a713".parse().unwrap());
        let request = Page::Request("req_019ab3f0c5d87c3e9a51f2b6d4e8a713".parse().unwrap());
        for page in Page::FIXED.into_iter().chain([account, request]) {
            assert_eq!(Page::parse(&page.path()), Some(page));
            assert_eq!(Page::parse(&format!("{BASE}{}", page.path())), Some(page));
        }
        assert_eq!(Page::parse(BASE), Some(Page::Overview));
    }

    #[test]
    fn signing_in_leads_only_to_our_own_pages() {
        assert_eq!(after_sign_in(Some("/fabrication")), Page::Production);
        for wanted in [None, Some("https://evil.example"), Some("//evil.example"), Some("/connexion")] {
            assert_eq!(after_sign_in(wanted), Page::Overview);
        }
    }

    #[test]
    fn whoever_reviews_never_prints() {
        for role in Role::ALL {
            assert!(!(Page::Accounts.allows(*role) && Page::Production.allows(*role)));
        }
    }
}
