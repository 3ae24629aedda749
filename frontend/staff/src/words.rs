//! The words of `common`'s vocabularies as they stand on the staff's screens.

use common::statuses::{IdentityReview, RequestStatus, TrainingMatch, TrainingStatus};
use common::words::{AccountField, LicenceModel, ReasonCode, Role, Sector, TrainingKind};
use ui::components::{Choice, Tone};
use ui::i18n::{Texts, t_string};

/// A field of the account, as its label in the driver's form.
pub fn account_field(i18n: Texts, field: AccountField) -> &'static str {
    match field {
        AccountField::SurnameBirth => t_string!(i18n, account.surname_birth),
        AccountField::SurnameUsage => t_string!(i18n, account.surname_usage),
        AccountField::FirstNames => t_string!(i18n, account.first_names),
        AccountField::BirthDate => t_string!(i18n, account.birth_date),
        AccountField::BirthPlace => t_string!(i18n, account.birth_place),
        AccountField::BirthCountry => t_string!(i18n, account.birth_country),
        AccountField::Nationality => t_string!(i18n, account.nationality),
        AccountField::LicenceModel => t_string!(i18n, staff_accounts.licence_model),
        AccountField::LicenceCountry => t_string!(i18n, account.licence_country),
        AccountField::LicenceNumber => t_string!(i18n, account.licence_number),
        AccountField::LicenceDocumentNumber => t_string!(i18n, account.licence_document_number),
        AccountField::LicenceIssuedOn => t_string!(i18n, account.licence_issued_on),
        AccountField::LicenceCategories => t_string!(i18n, account.field_licence_categories),
        AccountField::Address => t_string!(i18n, account.field_address),
        AccountField::Phone => t_string!(i18n, account.phone),
    }
}

/// Why something cannot be accepted, as the driver reads it.
pub fn reason(i18n: Texts, reason: ReasonCode) -> &'static str {
    match reason {
        ReasonCode::Unreadable => t_string!(i18n, account.reason_unreadable),
        ReasonCode::WrongDocument => t_string!(i18n, account.reason_wrong_document),
        ReasonCode::Expired => t_string!(i18n, account.reason_expired),
        ReasonCode::Incomplete => t_string!(i18n, account.reason_incomplete),
        ReasonCode::Mismatch => t_string!(i18n, account.reason_mismatch),
        ReasonCode::PhotoNotCompliant => t_string!(i18n, account.reason_photo_not_compliant),
        ReasonCode::SignatureNotUsable => t_string!(i18n, account.reason_signature_not_usable),
        ReasonCode::Mistyped => t_string!(i18n, account.reason_mistyped),
        ReasonCode::Other => t_string!(i18n, account.reason_other),
    }
}

/// Reasons to choose from.
pub fn reason_choices(i18n: Texts, reasons: &[ReasonCode]) -> Vec<Choice> {
    let choice = |code: &ReasonCode| {
        let code = *code;
        Choice::new(code, move || reason(i18n, code))
    };
    reasons.iter().map(choice).collect()
}

/// The state of an account review.
pub fn review(i18n: Texts, status: IdentityReview) -> &'static str {
    match status {
        IdentityReview::Submitted => t_string!(i18n, staff.review_submitted),
        IdentityReview::UnderReview => t_string!(i18n, staff.review_under_review),
        IdentityReview::Conform => t_string!(i18n, staff.review_conform),
        IdentityReview::CorrectionRequested => t_string!(i18n, staff.review_correction_requested),
        IdentityReview::Rejected => t_string!(i18n, staff.review_rejected),
    }
}

/// The colour that supports the state of an account review.
pub const fn review_tone(status: IdentityReview) -> Tone {
    match status {
        IdentityReview::Submitted => Tone::Attention,
        IdentityReview::UnderReview => Tone::Progress,
        IdentityReview::Conform => Tone::Success,
        IdentityReview::CorrectionRequested => Tone::Neutral,
        IdentityReview::Rejected => Tone::Danger,
    }
}

/// The state of a request, finer than its driver reads it.
pub fn request_status(i18n: Texts, status: RequestStatus) -> &'static str {
    match status {
        RequestStatus::Draft => t_string!(i18n, staff.status_draft),
        RequestStatus::Submitted => t_string!(i18n, staff.status_submitted),
        RequestStatus::UnderReview => t_string!(i18n, staff.status_under_review),
        RequestStatus::InformationRequested => t_string!(i18n, staff.status_information_requested),
        RequestStatus::Approved => t_string!(i18n, staff.status_approved),
        RequestStatus::Rejected => t_string!(i18n, staff.status_rejected),
        RequestStatus::ClosedIncomplete => t_string!(i18n, staff.status_closed_incomplete),
        RequestStatus::InProduction => t_string!(i18n, staff.status_in_production),
        RequestStatus::ReadyToShip => t_string!(i18n, staff.status_ready_to_ship),
        RequestStatus::Shipped => t_string!(i18n, staff.status_shipped),
        RequestStatus::Delivered => t_string!(i18n, staff.status_delivered),
        RequestStatus::ReturnedUndelivered => t_string!(i18n, staff.status_returned_undelivered),
    }
}

/// The colour that supports the state of a request.
pub const fn request_tone(status: RequestStatus) -> Tone {
    match status {
        RequestStatus::Submitted | RequestStatus::ReturnedUndelivered => Tone::Attention,
        RequestStatus::Approved | RequestStatus::Delivered => Tone::Success,
        RequestStatus::Rejected | RequestStatus::ClosedIncomplete => Tone::Danger,
        RequestStatus::Draft | RequestStatus::InformationRequested => Tone::Neutral,
        RequestStatus::UnderReview
        | RequestStatus::InProduction
        | RequestStatus::ReadyToShip
        | RequestStatus::Shipped => Tone::Progress,
    }
}

/// A role.
pub fn role(i18n: Texts, role: Role) -> &'static str {
    match role {
        Role::Driver => t_string!(i18n, staff.role_driver),
        Role::Agent => t_string!(i18n, staff.role_agent),
        Role::Supervisor => t_string!(i18n, staff.role_supervisor),
        Role::Production => t_string!(i18n, staff.role_production),
        Role::Administrator => t_string!(i18n, staff.role_administrator),
    }
}

/// The state of a training record.
pub fn training_status(i18n: Texts, status: TrainingStatus) -> &'static str {
    match status {
        TrainingStatus::Valid => t_string!(i18n, trainings.status_valid),
        TrainingStatus::NeedsReview => t_string!(i18n, trainings.status_needs_review),
        TrainingStatus::Refused => t_string!(i18n, trainings.status_refused),
        TrainingStatus::Cancelled => t_string!(i18n, trainings.status_cancelled),
    }
}

/// The colour that supports the state of a training record.
pub const fn training_tone(status: TrainingStatus) -> Tone {
    match status {
        TrainingStatus::Valid => Tone::Success,
        TrainingStatus::NeedsReview => Tone::Attention,
        TrainingStatus::Refused | TrainingStatus::Cancelled => Tone::Danger,
    }
}

/// How a training relates to the drivers known.
pub fn training_match(i18n: Texts, matching: TrainingMatch) -> &'static str {
    match matching {
        TrainingMatch::Unattached => t_string!(i18n, staff_trainings.matching_unattached),
        TrainingMatch::Attached => t_string!(i18n, staff_trainings.matching_attached),
        TrainingMatch::Doubtful => t_string!(i18n, staff_trainings.matching_doubtful),
    }
}

/// The model of a licence.
pub fn licence_model(i18n: Texts, model: LicenceModel) -> &'static str {
    match model {
        LicenceModel::PinkPaper => t_string!(i18n, staff.model_pink_paper),
        LicenceModel::EuCard2013 => t_string!(i18n, staff.model_eu_card_2013),
        LicenceModel::Foreign => t_string!(i18n, staff.model_foreign),
    }
}

/// A sector.
pub fn sector(i18n: Texts, sector: Sector) -> &'static str {
    match sector {
        Sector::Goods => t_string!(i18n, trainings.goods),
        Sector::Passengers => t_string!(i18n, trainings.passengers),
    }
}

/// A kind of training.
pub fn training_kind(i18n: Texts, kind: TrainingKind) -> &'static str {
    match kind {
        TrainingKind::InitialLong => t_string!(i18n, trainings.kind_initial_long),
        TrainingKind::Fimo => t_string!(i18n, trainings.kind_fimo),
        TrainingKind::Bridging => t_string!(i18n, trainings.kind_bridging),
        TrainingKind::Fco => t_string!(i18n, trainings.kind_fco),
        TrainingKind::Equivalence => t_string!(i18n, trainings.kind_equivalence),
    }
}
