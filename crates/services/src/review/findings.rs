//! What the service noticed on a request, in words for the reviewer. A finding
//! says where to look; it never decides.

use common::dto::review::{Finding, FindingSeverity};
use common::licence_answer::{LicenceAnswer, unanswered};
use common::transitions::request::needs_licence;
use common::words::Language;
use db::Conn;
use db::documents::{DocumentFinding, FindingKind};
use db::drivers::DriverRow;
use db::requests::RequestRow;

use crate::accounts::identity_rows;
use crate::error::ServiceResult;
use crate::requests::entitlement;
use crate::requests::view::Scene;

/// What was noticed, the gravest first.
pub(super) fn of_request(
    conn: &mut Conn,
    driver: &DriverRow,
    request: &RequestRow,
    scene: &Scene<'_>,
) -> ServiceResult<Vec<Finding>> {
    let language = scene.language;
    let mut findings = Vec::new();
    if needs_licence(request.purpose) {
        findings.push(register(request.licence.licence_answer, language));
        findings.extend(overridden(request, language));
        findings.extend(changed_since(driver, request, language));
    }
    let required = entitlement::required_for(driver, request, scene.policy)?;
    for (document, _) in db::documents::list_by_request(conn, request.id)? {
        if !document.is_current {
            continue;
        }
        let title = required
            .iter()
            .find(|listed| listed.kind == document.kind)
            .map_or(document.kind.as_str(), |listed| listed.title(language));
        let colon = language.choose("\u{A0}: ", ": ");
        findings.extend(document.findings.iter().map(|found| Finding {
            code: format!("{}.{}", document.kind, code(found.kind)),
            severity: found.severity,
            text: format!("{title}{colon}{}", sentence(found, language)),
        }));
    }
    findings.sort_by_key(|found| match found.severity {
        FindingSeverity::Error => 0,
        FindingSeverity::Warning => 1,
        FindingSeverity::Ok => 2,
    });
    Ok(findings)
}

const fn code(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Sharpness => "sharpness",
        FindingKind::Brightness => "brightness",
        FindingKind::Background => "background",
        FindingKind::PlainBackground => "plain_background",
    }
}

fn sentence(found: &DocumentFinding, language: Language) -> String {
    let is_right = found.severity == FindingSeverity::Ok;
    let (french, english) = match (found.kind, is_right) {
        (FindingKind::Sharpness, true) => ("l’image est nette", "the picture is sharp"),
        (FindingKind::Sharpness, false) => {
            ("l’image semble floue", "the picture seems to be blurred")
        }
        (FindingKind::Brightness, true) => ("la luminosité convient", "the brightness is right"),
        (FindingKind::Brightness, false) => ("l’image est sombre", "the picture is dark"),
        (FindingKind::Background, true) => (
            "le fond est clair sans être blanc",
            "the background is light without being white",
        ),
        (FindingKind::Background, false) => (
            "le fond semble trop sombre ou blanc",
            "the background seems too dark, or white",
        ),
        (FindingKind::PlainBackground, true) => ("le fond est uni", "the background is plain"),
        (FindingKind::PlainBackground, false) => (
            "le fond ne semble pas uni",
            "the background does not seem to be plain",
        ),
    };
    let measure = language.choose("mesure", "measure");
    format!(
        "{} ({measure} {}).",
        language.choose(french, english),
        found.value
    )
}

/// What the licence register said about what was sent.
fn register(answer: Option<LicenceAnswer>, language: Language) -> Finding {
    let (code, severity, text) = match answer {
        Some(answer) => (
            answer.as_str(),
            answer.severity(),
            answer.sentence(language),
        ),
        None => ("pending", FindingSeverity::Warning, unanswered(language)),
    };
    Finding {
        code: format!("register.{code}"),
        severity,
        text: text.to_owned(),
    }
}

/// A reviewer approved without the register's confirmation.
fn overridden(request: &RequestRow, language: Language) -> Option<Finding> {
    let reason = request.licence.licence_override.as_deref()?;
    let text = language.choose(
        "Validée sans confirmation du registre\u{A0}: ",
        "Approved without the register’s confirmation: ",
    );
    Some(Finding {
        code: "register.overridden".to_owned(),
        severity: FindingSeverity::Warning,
        text: format!("{text}{reason}"),
    })
}

/// The identity that will be printed is the one that was sent; the driver may
/// have changed the profile since.
fn changed_since(driver: &DriverRow, request: &RequestRow, language: Language) -> Option<Finding> {
    let sent = request.snapshot.as_ref()?;
    if **sent == identity_rows::to_view(&driver.identity) {
        return None;
    }
    let text = language.choose(
        "L’identité ou le permis du compte a changé depuis l’envoi de la demande.",
        "Identity or licence of the account have changed since the request was sent.",
    );
    Some(Finding {
        code: "identity.changed".to_owned(),
        severity: FindingSeverity::Warning,
        text: text.to_owned(),
    })
}
