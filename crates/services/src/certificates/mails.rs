//! The two mails that carry a certificate.

use chrono::NaiveDate;
use common::ids::FileId;
use db::certificates::CertificateRow;
use serde::Serialize;

use crate::jobs::AttachmentRef;
use crate::mails::Mail;
use crate::settings::Settings;

/// What both mails show. No personal data: the PDF has them.
#[derive(Serialize)]
struct Facts {
    number: String,
    valid_until: NaiveDate,
    request_url: String,
    certificates_url: String,
    #[serde(skip)]
    file: FileId,
}

impl Facts {
    fn new(settings: &Settings, certificate: &CertificateRow) -> Self {
        Self {
            number: certificate.number.clone(),
            valid_until: certificate.valid_until,
            request_url: settings.link("mes-demandes/nouvelle"),
            certificates_url: settings.link("mes-certificats"),
            file: certificate.file_id,
        }
    }

    fn attachments(&self) -> Vec<AttachmentRef> {
        vec![AttachmentRef {
            file: self.file,
            name: file_name(&self.number),
        }]
    }
}

/// The PDF's name: the number, so that the name of a file says nothing of a person.
pub(crate) fn file_name(number: &str) -> String {
    format!("certificat-{}.pdf", number.to_ascii_lowercase())
}

/// "Votre certificat de qualification", with the PDF.
#[derive(Serialize)]
pub(super) struct CertificateIssued(Facts);

impl CertificateIssued {
    pub(super) fn new(settings: &Settings, certificate: &CertificateRow) -> Self {
        Self(Facts::new(settings, certificate))
    }
}

impl Mail for CertificateIssued {
    const TEMPLATE: &'static str = "certificate_issued";

    fn attachments(&self) -> Vec<AttachmentRef> {
        self.0.attachments()
    }
}

/// The same PDF again, because the driver asked for it.
#[derive(Serialize)]
pub(super) struct CertificateCopy(Facts);

impl CertificateCopy {
    pub(super) fn new(settings: &Settings, certificate: &CertificateRow) -> Self {
        Self(Facts::new(settings, certificate))
    }
}

impl Mail for CertificateCopy {
    const TEMPLATE: &'static str = "certificate_copy";

    fn attachments(&self) -> Vec<AttachmentRef> {
        self.0.attachments()
    }
}
