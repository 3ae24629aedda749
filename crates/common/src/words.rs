//! The field's closed vocabularies, other than statuses (`statuses`).

use crate::text_enum;

text_enum! {
    /// What a driver may carry: goods (marchandises) or passengers (voyageurs).
    pub enum Sector {
        /// Goods, licences C1, C1E, C, CE.
        Goods = "goods",
        /// Passengers, licences D1, D1E, D, DE.
        Passengers = "passengers",
    }
}

text_enum! {
    /// The kind of a training record (Code des transports, R. 3314-1 to -13).
    pub enum TrainingKind {
        /// Long initial qualification: a title or diploma, 280 hours or more.
        InitialLong = "initial_long",
        /// Formation initiale minimale obligatoire: accelerated initial qualification, 140 hours.
        Fimo = "fimo",
        /// Passerelle: 35 hours that add the other sector.
        Bridging = "bridging",
        /// Formation continue obligatoire: periodic training, 35 hours every five years.
        Fco = "fco",
        /// A qualification recognised as equal, or an acquired right.
        Equivalence = "equivalence",
    }
}

impl TrainingKind {
    /// Whether it is an initial qualification; its recap is kept without limit (guide).
    #[must_use]
    pub const fn is_initial(self) -> bool {
        matches!(self, Self::InitialLong | Self::Fimo | Self::Equivalence)
    }
}

text_enum! {
    /// The model of a driving licence, which decides where its number stands.
    pub enum LicenceModel {
        /// The French pink paper licence of three panels, valid until 2033.
        PinkPaper = "pink_paper",
        /// The plastic card of the European model of 2013.
        EuCard2013 = "eu_card_2013",
        /// A licence issued by another country.
        Foreign = "foreign",
    }
}

text_enum! {
    /// A category of driving licence that the qualification is about.
    pub enum LicenceCategory {
        /// Goods vehicles of 3.5 to 7.5 t.
        C1 = "C1",
        /// C1 with a trailer.
        C1E = "C1E",
        /// Goods vehicles above 3.5 t.
        C = "C",
        /// C with a trailer.
        CE = "CE",
        /// Buses of up to 16 passengers.
        D1 = "D1",
        /// D1 with a trailer.
        D1E = "D1E",
        /// Buses of more than 8 passengers.
        D = "D",
        /// D with a trailer.
        DE = "DE",
    }
}

impl LicenceCategory {
    /// The sector that the category belongs to.
    #[must_use]
    pub const fn sector(self) -> Sector {
        match self {
            Self::C1 | Self::C1E | Self::C | Self::CE => Sector::Goods,
            Self::D1 | Self::D1E | Self::D | Self::DE => Sector::Passengers,
        }
    }
}

text_enum! {
    /// A language of screens, mails and documents.
    pub enum Language {
        /// French, the default.
        French = "fr",
        /// English.
        English = "en",
    }
}

impl Language {
    /// The text in this language.
    #[must_use]
    pub const fn choose<'a>(self, french: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::French => french,
            Self::English => english,
        }
    }
}

text_enum! {
    /// How a driver wants to be told that something waits for an answer.
    pub enum NoticeChannel {
        /// By electronic mail.
        Email = "email",
        /// By SMS to the mobile phone.
        Sms = "sms",
    }
}

text_enum! {
    /// What somebody signed in may do. Separation of duties: whoever approves
    /// an identity never prints.
    pub enum Role {
        /// A driver, in the personal space.
        Driver = "driver",
        /// Reviews accounts and requests.
        Agent = "agent",
        /// Reviews, refuses and takes second looks.
        Supervisor = "supervisor",
        /// Runs production, dispatch and the returns desk.
        Production = "production",
        /// Watches jobs and manages centres.
        Administrator = "administrator",
    }
}

impl Role {
    /// Whether the role belongs to the issuer's staff.
    #[must_use]
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::Driver)
    }
}

text_enum! {
    /// One of the four boxes at the end of the account form (guide).
    pub enum ConsentKind {
        /// The terms of use of the service.
        TermsOfUse = "terms_of_use",
        /// The conditions of issue and use of the card.
        CardConditions = "card_conditions",
        /// The privacy notice was read; not a consent in the sense of the GDPR.
        PrivacyNotice = "privacy_notice",
        /// On my honour, the information is exact.
        Exactness = "exactness",
    }
}

text_enum! {
    /// The kind of a request.
    pub enum RequestType {
        /// A first or renewed card after a training.
        Card = "card",
    }
}

text_enum! {
    /// Why a card is asked for.
    pub enum RequestPurpose {
        /// A training gives the right to it: the first card, or the next one.
        Training = "training",
        /// The card before was lost.
        Loss = "loss",
        /// The card before was stolen.
        Theft = "theft",
        /// The card before is defective (guide: "Qualité").
        Quality = "quality",
        /// What the card before says has changed (guide: "Échange").
        Exchange = "exchange",
    }
}

text_enum! {
    /// The steps of replacements, in order; each has a URL. Which ones a replacement has
    /// depends on its reason ([`steps`](crate::rules::replacement::steps)).
    pub enum ReplacementStep {
        /// The declaration with its undertaking.
        Declaration = "declaration",
        /// What is wrong on the card.
        Defects = "defects",
        /// The report of the theft.
        Report = "report",
        /// What has changed since the card was made.
        Change = "change",
        /// A qualification of another State.
        Foreign = "foreign",
        /// What proves the change.
        Evidence = "evidence",
        /// Photo and signature, where there is no card before to take them from.
        Pictures = "pictures",
        /// Where the card is sent, and the invoice's address.
        Addresses = "addresses",
        /// Everything once more, then pay.
        Summary = "summary",
    }
}

text_enum! {
    /// What is paid for (domain §11).
    pub enum FeeCode {
        /// The replacement of a lost card.
        ReplacementLoss = "repl_loss",
        /// The replacement of a stolen card.
        ReplacementTheft = "repl_theft",
        /// The replacement of a card whose error is the driver's.
        ReplacementQuality = "repl_quality_driver",
        /// The exchange of a card.
        Exchange = "exchange",
        /// A card that came back is sent to a new address.
        ReshipNew = "reship_new",
    }
}

text_enum! {
    /// Why the post brought a letter back, as it writes on it.
    pub enum ReturnReason {
        /// "Destinataire inconnu à l'adresse".
        UnknownAtAddress = "unknown_at_address",
        /// "Pli avisé et non réclamé": nobody fetched it at the post office.
        Unclaimed = "unclaimed",
        /// "Défaut d'accès ou d'adressage": a door code, a name on the letter box.
        NoAccess = "no_access",
        /// "Refusé par le destinataire".
        RefusedByAddressee = "refused",
        /// It does not say.
        Other = "other",
    }
}

text_enum! {
    /// The supporting documents of a card request.
    pub enum DocumentKind {
        /// Identity photo, 35 × 45 mm.
        Photo = "photo",
        /// Signature on white.
        Signature = "signature",
        /// Driving licence, front.
        LicenceFront = "licence_front",
        /// Driving licence, back.
        LicenceBack = "licence_back",
        /// Identity card front, or the passport's photo page.
        IdentityFront = "identity_front",
        /// Identity card back; not needed with a passport.
        IdentityBack = "identity_back",
        /// Residence permit allowing work, for nationals of other than EU and EEA States.
        ResidencePermit = "residence_permit",
        /// Proof of residence or employment in France, with a foreign licence.
        ProofOfTies = "proof_of_ties",
        /// The report of a theft, drawn up by an authority (guide).
        TheftReport = "theft_report",
        /// A picture of a defective card, if its driver wishes to give one.
        CardPhoto = "card_photo",
        /// An extract of civil status that shows the change of a name.
        CivilStatus = "civil_status",
        /// Card or licence of another State with code 95, front.
        ForeignProofFront = "foreign_proof_front",
        /// The same, back.
        ForeignProofBack = "foreign_proof_back",
    }
}

text_enum! {
    /// The steps of a card request, in order; each has a URL.
    pub enum RequestStep {
        /// The identity and licence to be printed are checked.
        Identity = "identity",
        /// The photo.
        Photo = "photo",
        /// The signature.
        Signature = "signature",
        /// The other documents.
        Documents = "documents",
        /// Where the card is sent.
        Delivery = "delivery",
        /// Everything once more, then send.
        Summary = "summary",
    }
}

text_enum! {
    /// A field of an account that a reviewer can mark as wrong.
    pub enum AccountField {
        /// Surname at birth.
        SurnameBirth = "surname_birth",
        /// Surname in use, when different.
        SurnameUsage = "surname_usage",
        /// First names.
        FirstNames = "first_names",
        /// Date of birth.
        BirthDate = "birth_date",
        /// Place of birth.
        BirthPlace = "birth_place",
        /// Country of birth.
        BirthCountry = "birth_country",
        /// Nationality.
        Nationality = "nationality",
        /// Model of the licence.
        LicenceModel = "licence_model",
        /// Country that issued the licence.
        LicenceCountry = "licence_country",
        /// File number (NEPH) or foreign licence number.
        LicenceNumber = "licence_number",
        /// Number of the document, field 5 of the 2013 card.
        LicenceDocumentNumber = "licence_document_number",
        /// Date of issue of the licence.
        LicenceIssuedOn = "licence_issued_on",
        /// Categories held.
        LicenceCategories = "licence_categories",
        /// Postal address.
        Address = "address",
        /// Mobile phone.
        Phone = "phone",
    }
}

text_enum! {
    /// Why a document or an information cannot be accepted.
    pub enum ReasonCode {
        /// It cannot be read.
        Unreadable = "unreadable",
        /// It is not the document that was asked for.
        WrongDocument = "wrong_document",
        /// Its validity has ended.
        Expired = "expired",
        /// A part or a page is missing.
        Incomplete = "incomplete",
        /// It does not agree with the account's data.
        Mismatch = "mismatch",
        /// The photo does not follow the rules for identity photos.
        PhotoNotCompliant = "photo_not_compliant",
        /// The signature cannot be printed.
        SignatureNotUsable = "signature_not_usable",
        /// It contains an error of typing.
        Mistyped = "mistyped",
        /// Another reason, given in words.
        Other = "other",
    }
}

text_enum! {
    /// Who did something in a history.
    pub enum ActorKind {
        /// The driver.
        Driver = "driver",
        /// A member of the issuer's staff.
        Staff = "staff",
        /// A training centre's software.
        Centre = "centre",
        /// The service itself.
        System = "system",
    }
}

text_enum! {
    /// What a link from a mail is good for.
    pub enum LinkPurpose {
        /// The first password.
        PasswordSetup = "password_setup",
        /// Another password.
        PasswordReset = "password_reset",
        /// Confirms a new mail address.
        EmailConfirmation = "email_confirmation",
        /// Brings the old mail address back.
        EmailUndo = "email_undo",
    }
}

text_enum! {
    /// What an organisation's software may do.
    pub enum Scope {
        /// Declare, correct and cancel trainings.
        TrainingsWrite = "trainings:write",
        /// Read the trainings that the organisation declared.
        TrainingsRead = "trainings:read",
        /// Check that a licence number and a birth date belong together.
        DriversLookup = "drivers:lookup",
        /// Say where events are sent.
        WebhooksManage = "webhooks:manage",
        /// Check certificates.
        CertificatesVerify = "certificates:verify",
    }
}
