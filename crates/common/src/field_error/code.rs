//! The closed set of codes. A code is never renamed or removed; its sentence
//! in `messages` may become better.

use crate::text_enum;

text_enum! {
    /// What is wrong with a field.
    pub enum FieldErrorCode {
        /// Nothing was given.
        Required = "required",
        /// The request has a property that the operation does not know.
        UnknownField = "unknown_field",
        /// The JSON type is not the one expected.
        WrongType = "wrong_type",
        /// The text has not the form described.
        Malformed = "malformed",
        /// Fewer characters than `min`.
        TooShort = "too_short",
        /// More characters than `max`.
        TooLong = "too_long",
        /// A number outside `min` to `max`.
        OutOfRange = "out_of_range",
        /// Fewer elements than `min`.
        TooFewItems = "too_few_items",
        /// More elements than `max`.
        TooManyItems = "too_many_items",
        /// A word outside the closed list.
        UnknownValue = "unknown_value",
        /// The same element twice.
        DuplicateItem = "duplicate_item",
        /// The id points to nothing that the caller may see.
        NotFound = "not_found",
        /// The value cannot be given in this situation.
        NotAllowed = "not_allowed",
        /// A character that a name cannot contain.
        NameCharacters = "name_characters",
        /// A letter of a name that cards and documents cannot show.
        NameNotPrintable = "name_not_printable",
        /// Not day, month and year.
        DateMalformed = "date_malformed",
        /// A day that the calendar does not have.
        DateNotReal = "date_not_real",
        /// A day after today, where only a past day makes sense.
        DateInFuture = "date_in_future",
        /// A day before today, where only a coming day makes sense.
        DateInPast = "date_in_past",
        /// A deadline nearer than `min` or further than `max` days.
        DeadlineOutOfRange = "deadline_out_of_range",
        /// The end lies before the start.
        DateOrder = "date_order",
        /// Younger than `min` years.
        TooYoung = "too_young",
        /// Older than `max` years.
        TooOld = "too_old",
        /// Not an e-mail address.
        EmailMalformed = "email_malformed",
        /// Not a telephone number.
        PhoneMalformed = "phone_malformed",
        /// A telephone number that cannot receive SMS.
        PhoneNotMobile = "phone_not_mobile",
        /// An SMS is wanted, and the profile has no number that receives them.
        MobileMissing = "mobile_missing",
        /// A line of an address above `max` characters.
        AddressLineTooLong = "address_line_too_long",
        /// A French postal code that is not five digits of an existing range.
        PostalCodeMalformed = "postal_code_malformed",
        /// Not a country of ISO 3166-1.
        CountryUnknown = "country_unknown",
        /// Not the 12 digits of the NEPH.
        NephDigits = "neph_digits",
        /// The document's number where the NEPH is asked for.
        NephIsDocumentNumber = "neph_is_document_number",
        /// Warning: digits 3 and 4 of the NEPH are not a month.
        NephMonth = "neph_month",
        /// The NEPH where the document's number is asked for.
        DocumentNumberIsNeph = "document_number_is_neph",
        /// Not two digits, two letters, five digits.
        DocumentNumberForm = "document_number_form",
        /// Not a number of a pink licence.
        PinkNumberForm = "pink_number_form",
        /// Warning: a number of a pink licence that is not 12 digits; a person looks at it.
        PinkNumberUnusual = "pink_number_unusual",
        /// Not a number of a foreign licence.
        ForeignNumberForm = "foreign_number_form",
        /// A foreign licence whose country is not given.
        LicenceCountryMissing = "licence_country_missing",
        /// A foreign licence said to come from France, or a French one from elsewhere.
        LicenceCountryMismatch = "licence_country_mismatch",
        /// No category of the licence is given.
        CategoryRequired = "category_required",
        /// Shorter than the guide's 12 characters.
        PasswordTooShort = "password_too_short",
        /// Longer than 128 characters.
        PasswordTooLong = "password_too_long",
        /// No upper-case letter.
        PasswordNoUpper = "password_no_upper",
        /// No lower-case letter.
        PasswordNoLower = "password_no_lower",
        /// No special character.
        PasswordNoSpecial = "password_no_special",
        /// In the list of passwords that are tried first.
        PasswordCommon = "password_common",
        /// Contains the person's name or e-mail address.
        PasswordContainsIdentity = "password_contains_identity",
        /// Not the account's present password.
        PasswordWrong = "password_wrong",
        /// The two entries of the password differ.
        PasswordsDiffer = "passwords_differ",
        /// Not a SIREN: 9 digits with a check digit.
        SirenMalformed = "siren_malformed",
        /// Not a SIRET: 14 digits with a check digit.
        SiretMalformed = "siret_malformed",
        /// Hours that are not whole minutes.
        HoursMalformed = "hours_malformed",
        /// Not a sum in euros with at most two decimals.
        AmountMalformed = "amount_malformed",
        /// A price that no card payment can have.
        AmountOutOfRange = "amount_out_of_range",
        /// Not a rate from 0 to 100 per cent with at most two decimals.
        RateMalformed = "rate_malformed",
        /// More hours a day than a person can be taught.
        HoursPerDay = "hours_per_day",
        /// An empty file.
        FileEmpty = "file_empty",
        /// A file above `max` megabytes.
        FileTooLarge = "file_too_large",
        /// A file that is not PDF, JPEG or PNG by its content.
        FileType = "file_type",
        /// A PDF of more than `max` pages.
        FilePages = "file_pages",
        /// A PDF that asks for a password.
        FileEncrypted = "file_encrypted",
        /// A file that contains a program.
        FileActiveContent = "file_active_content",
        /// A file that cannot be opened.
        FileUnreadable = "file_unreadable",
        /// An image below `min` pixels in width.
        ImageTooSmall = "image_too_small",
        /// An image of more than `max` megapixels.
        ImageTooLarge = "image_too_large",
        /// An identity photo that is not upright, 35 by 45.
        PhotoProportions = "photo_proportions",
        /// A document that is not accepted yet, where the decision needs it.
        DocumentNotAccepted = "document_not_accepted",
        /// The register says that the driving licence is not valid any more.
        LicenceNotValid = "licence_not_valid",
        /// The licence register does not confirm the licence, and nobody answers for it.
        LicenceNotConfirmed = "licence_not_confirmed",
        /// The profile says what the card says.
        NothingChanged = "nothing_changed",
        /// A State that is not another one of the European Economic Area.
        CountryNotInArea = "country_not_in_area",
        /// A day more than `max` years ahead, where nothing lasts as long.
        DateTooFar = "date_too_far",
        /// The State that issued a qualification has not confirmed it.
        QualificationNotConfirmed = "qualification_not_confirmed",
        /// The licence gives no valid category of the sectors that a card is about.
        NoCategoryLeft = "no_category_left",
        /// No licence category is left that a card could show.
        NothingToPrint = "nothing_to_print",
        /// A box that must be ticked.
        ConsentRequired = "consent_required",
        /// The text that was accepted is not the present version.
        ConsentOutdated = "consent_outdated",
        /// R1: no approval of the centre covers the kind and sector.
        ApprovalScope = "approval_scope",
        /// R1: no approval of the centre is active on the day.
        ApprovalNotActive = "approval_not_active",
        /// R2: fewer hours than the law asks for.
        HoursInsufficient = "hours_insufficient",
        /// R2: other hours than exactly those the law asks for.
        HoursNotExact = "hours_not_exact",
        /// R3: a sequence below 7 hours.
        SequenceTooShort = "sequence_too_short",
        /// R3: two sequences on the same day.
        SequencesOverlap = "sequences_overlap",
        /// R3: a sequence too long before the end.
        SequenceTooOld = "sequence_too_old",
        /// R3: the end is not the day of the last sequence.
        CompletedNotLastSequence = "completed_not_last_sequence",
        /// R3: too many hours of distance learning.
        ELearningTooLong = "e_learning_too_long",
        /// R3: no practical part.
        PracticalPartMissing = "practical_part_missing",
        /// R3: sequences make sense for periodic training only.
        SequencesNotAllowed = "sequences_not_allowed",
        /// R4, warning: declared after the time allowed.
        DeclaredLate = "declared_late",
        /// R5: a bridging training without the other sector's initial qualification.
        OtherSectorMissing = "other_sector_missing",
        /// R5: no licence category of the new sector is held that day.
        CategoryOfSectorMissing = "category_of_sector_missing",
        /// R6: a periodic training without any initial qualification.
        InitialQualificationMissing = "initial_qualification_missing",
        /// R7, warning: below the minimum age of the table.
        BelowMinimumAge = "below_minimum_age",
        /// R8: the same training is recorded already.
        DuplicateTraining = "duplicate_training",
        /// R9: the licence number is known with another name or birth date.
        IdentityDoubtful = "identity_doubtful",
    }
}
