//! The public check of a certificate: by the QR code's content, or by number and
//! birth date. Nothing is told that the paper does not show.

use common::dates::paris_date;
use common::dto::certificate::{CertificateCheck, CheckCertificateRequest, CheckedCertificate};
use common::field_error::{Faults, FieldErrorCode};
use common::reference::CertificateNumber;
use common::rules::certificate::verdict;
use common::statuses::CertificateVerdict;
use common::validation::birth_date::parse_date;
use db::certificates::CertificateRow;
use db::drivers::DriverRow;
use documents::credential::{self, Credential, CredentialError};

use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};

/// The longest content of a QR code that is looked at.
const MAX_CODE: usize = 2_000;

/// What is to be checked.
enum Question {
    Code(String),
    Number {
        number: CertificateNumber,
        birth_date: chrono::NaiveDate,
    },
}

/// Checks a certificate. A number that does not exist and a birth date that does
/// not fit get the same answer.
///
/// # Errors
///
/// Faults, if neither a code nor a number with a birth date is given.
pub async fn check_certificate(
    ctx: &Context,
    request: &CheckCertificateRequest,
) -> ServiceResult<CertificateCheck> {
    let question = read(request)?;
    let (by, (verdict, certificate)) = match question {
        Question::Code(code) => ("code", check_code(ctx, &code).await?),
        Question::Number { number, birth_date } => {
            ("number", check_number(ctx, &number, birth_date).await?)
        }
    };
    tracing::info!(by, %verdict, "a certificate was checked");
    Ok(CertificateCheck {
        verdict,
        checked_at: ctx.now(),
        certificate,
    })
}

fn read(request: &CheckCertificateRequest) -> Result<Question, ServiceError> {
    let given = |text: &Option<String>| {
        text.as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(ToOwned::to_owned)
    };
    let mut faults = Faults::new();
    match (given(&request.qr_content), given(&request.number)) {
        (Some(code), None) if code.len() <= MAX_CODE => return Ok(Question::Code(code)),
        (Some(_), None) => faults.push("/qr_content", FieldErrorCode::TooLong),
        (Some(_), Some(_)) => faults.push("/number", FieldErrorCode::NotAllowed),
        (None, number) => {
            let number = number
                .ok_or(FieldErrorCode::Required)
                .and_then(|text| CertificateNumber::parse(&text).ok_or(FieldErrorCode::Malformed));
            let number = faults.check("/number", number.map_err(Into::into));
            let birth_date = parse_date(request.birth_date.as_deref().unwrap_or_default());
            let birth_date = faults.check("/birth_date", birth_date);
            if let (Some(number), Some(birth_date)) = (number, birth_date) {
                return Ok(Question::Number { number, birth_date });
            }
        }
    }
    Err(faults.into())
}

type Answer = (CertificateVerdict, Option<CheckedCertificate>);

async fn check_code(ctx: &Context, code: &str) -> ServiceResult<Answer> {
    let credential = match credential::verify(code, &ctx.keys.verifying) {
        Ok(credential) => credential,
        // Signed by somebody else, or by a version of ours that is not known here.
        Err(CredentialError::UnknownKey(_) | CredentialError::UnknownVersion(_)) => {
            return Ok((CertificateVerdict::Unknown, None));
        }
        Err(_) => return Ok((CertificateVerdict::NotAuthentic, None)),
    };
    let number = credential.number.clone();
    let row = ctx
        .read(move |conn| Ok(db::certificates::find_by_number(conn, &number)?))
        .await?;
    Ok(row.map_or((CertificateVerdict::Unknown, None), |row| {
        answer(ctx, &row, credential.into())
    }))
}

async fn check_number(
    ctx: &Context,
    number: &CertificateNumber,
    birth_date: chrono::NaiveDate,
) -> ServiceResult<Answer> {
    let number = number.to_string();
    let found = ctx
        .read(move |conn| {
            let Some(row) = db::certificates::find_by_number(conn, &number)? else {
                return Ok(None);
            };
            let driver = db::drivers::get(conn, row.driver_id)?;
            Ok(Some((row, driver)))
        })
        .await?;
    let Some((row, driver)) = found else {
        return Ok((CertificateVerdict::Unknown, None));
    };
    // The paper shows the identity of the day of issue, which the code has kept.
    let shown = credential::verify(&row.credential, &ctx.keys.verifying)
        .map_or_else(|_| Shown::from(&driver), Shown::from);
    if shown.birth_date != birth_date {
        return Ok((CertificateVerdict::Unknown, None));
    }
    Ok(answer(ctx, &row, shown))
}

/// Whom the paper names.
struct Shown {
    surname: String,
    first_names: String,
    birth_date: chrono::NaiveDate,
}

impl From<Credential> for Shown {
    fn from(credential: Credential) -> Self {
        let Credential {
            surname,
            first_names,
            birth_date,
            ..
        } = credential;
        Self {
            surname,
            first_names,
            birth_date,
        }
    }
}

impl From<&DriverRow> for Shown {
    fn from(driver: &DriverRow) -> Self {
        Self {
            surname: driver.identity.surname_birth.clone(),
            first_names: driver.identity.first_names.clone(),
            birth_date: driver.identity.birth_date,
        }
    }
}

fn answer(ctx: &Context, row: &CertificateRow, shown: Shown) -> Answer {
    let certificate = CheckedCertificate {
        number: row.number.clone(),
        surname: shown.surname,
        first_names: shown.first_names,
        birth_date: shown.birth_date,
        sectors: row.sectors.to_vec(),
        categories: row.categories.to_vec(),
        issued_on: row.issued_on,
        valid_until: row.valid_until,
    };
    (
        verdict(row.status, row.valid_until, paris_date(ctx.now())),
        Some(certificate),
    )
}
