//! Every page of the staff's application, its path and who may open it.
//!
//! Paths are whole, with the base: the router leaves absolute links as they are.

use common::ids::{AccountReviewId, RequestId, TrainingId};
use common::words::Role;

/// Below what the application is served.
pub const BASE: &str = "/staff";

/// A page of the staff's application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// "Connexion".
    SignIn,
    /// How much waits where.
    Overview,
    /// The queue of account reviews.
    Accounts,
    /// One account review.
    Account(AccountReviewId),
    /// The queue of trainings that wait for a person.
    Trainings,
    /// One of them.
    Training(TrainingId),
    /// The queue of requests.
    Requests,
    /// One request.
    Request(RequestId),
    /// Cards whose training was cancelled.
    CardFlags,
    /// Money that is given back.
    Refunds,
    /// What things cost, and the accounts.
    Accounting,
    /// The returns desk.
    Returns,
    /// Production and shipping.
    Production,
    /// Jobs that failed for good.
    Jobs,
}

impl Page {
    /// The whole path of the page, with the base.
    pub fn path(self) -> String {
        match self {
            Self::SignIn => format!("{BASE}/connexion"),
            Self::Overview => format!("{BASE}/"),
            Self::Accounts => format!("{BASE}/comptes"),
            Self::Account(id) => format!("{BASE}/comptes/{id}"),
            Self::Trainings => format!("{BASE}/formations"),
            Self::Training(id) => format!("{BASE}/formations/{id}"),
            Self::Requests => format!("{BASE}/demandes"),
            Self::Request(id) => format!("{BASE}/demandes/{id}"),
            Self::CardFlags => format!("{BASE}/cartes"),
            Self::Refunds => format!("{BASE}/remboursements"),
            Self::Accounting => format!("{BASE}/comptabilite"),
            Self::Returns => format!("{BASE}/retours"),
            Self::Production => format!("{BASE}/fabrication"),
            Self::Jobs => format!("{BASE}/travaux"),
        }
    }

    /// The page at a whole path; none when there is no such page.
    pub fn parse(path: &str) -> Option<Self> {
        let rest = path.strip_prefix(BASE)?;
        if !rest.is_empty() && !rest.starts_with('/') {
            return None;
        }
        let parts: Vec<&str> = rest.trim_matches('/').split('/').collect();
        match parts.as_slice() {
            [""] => Some(Self::Overview),
            ["connexion"] => Some(Self::SignIn),
            ["comptes"] => Some(Self::Accounts),
            ["comptes", id] => Some(Self::Account(id.parse().ok()?)),
            ["formations"] => Some(Self::Trainings),
            ["formations", id] => Some(Self::Training(id.parse().ok()?)),
            ["demandes"] => Some(Self::Requests),
            ["demandes", id] => Some(Self::Request(id.parse().ok()?)),
            ["cartes"] => Some(Self::CardFlags),
            ["remboursements"] => Some(Self::Refunds),
            ["comptabilite"] => Some(Self::Accounting),
            ["retours"] => Some(Self::Returns),
            ["fabrication"] => Some(Self::Production),
            ["travaux"] => Some(Self::Jobs),
            _ => None,
        }
    }

    /// Whether a role may open the page. The server decides; this only keeps
    /// dead ends out of the navigation.
    pub const fn is_open_to(self, role: Role) -> bool {
        match self {
            Self::SignIn => true,
            Self::Overview => role.is_staff(),
            Self::Accounts
            | Self::Account(_)
            | Self::Trainings
            | Self::Training(_)
            | Self::Refunds => {
                matches!(role, Role::Agent | Role::Supervisor)
            }
            Self::Requests | Self::Request(_) => {
                matches!(role, Role::Agent | Role::Supervisor | Role::Production)
            }
            Self::CardFlags => matches!(role, Role::Supervisor),
            Self::Accounting => matches!(role, Role::Supervisor | Role::Administrator),
            Self::Production | Self::Returns => matches!(role, Role::Production),
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
    wanted
        .and_then(Page::parse)
        .filter(|page| *page != Page::SignIn)
        .unwrap_or(Page::Overview)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIXED: [Page; 11] = [
        Page::SignIn,
        Page::Overview,
        Page::Accounts,
        Page::Trainings,
        Page::Requests,
        Page::CardFlags,
        Page::Refunds,
        Page::Accounting,
        Page::Production,
        Page::Returns,
        Page::Jobs,
    ];

    #[test]
    fn every_path_leads_back_to_its_page() {
        let account = Page::Account("rev_019ab3f0c5d87c3e9a51f2b6d4e8a713".parse().unwrap());
        let request = Page::Request("req_019ab3f0c5d87c3e9a51f2b6d4e8a713".parse().unwrap());
        let training = Page::Training("trn_019ab3f0c5d87c3e9a51f2b6d4e8a713".parse().unwrap());
        for page in FIXED.into_iter().chain([account, request, training]) {
            assert_eq!(Page::parse(&page.path()), Some(page));
        }
        assert_eq!(Page::parse("/staff"), Some(Page::Overview));
        assert_eq!(Page::parse("/staff/comptes/"), Some(Page::Accounts));
    }

    #[test]
    fn other_paths_are_no_page() {
        for path in [
            "",
            "/",
            "/comptes",
            "/staffing",
            "/staff/comptes/rev_1",
            "/staff/demandes/nouvelle",
        ] {
            assert_eq!(Page::parse(path), None, "{path}");
        }
    }

    #[test]
    fn signing_in_leads_only_to_our_own_pages() {
        assert_eq!(after_sign_in(Some("/staff/demandes")), Page::Requests);
        for wanted in [
            None,
            Some("https://evil.example"),
            Some("//evil.example"),
            Some("/staff/connexion"),
        ] {
            assert_eq!(after_sign_in(wanted), Page::Overview);
        }
    }

    #[test]
    fn who_reviews_never_produces() {
        for role in Role::ALL {
            assert!(
                !(Page::Accounts.is_open_to(*role) && Page::Production.is_open_to(*role)),
                "{role}"
            );
            assert_eq!(Page::Overview.is_open_to(*role), role.is_staff());
        }
    }
}
