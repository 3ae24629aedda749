//! The sentences about declared trainings (rules R1 to R9).

use crate::field_error::FieldErrorCode::{self, *};

/// Code, French, English.
pub(in crate::field_error::messages) const TRAINING_SENTENCES: &[(FieldErrorCode, &str, &str)] = &[
    (
        ApprovalScope,
        "Vérifiez le type et le secteur : l’agrément du centre ne couvre pas cette formation.",
        "Check kind and sector: the centre’s approval does not cover this training.",
    ),
    (
        ApprovalNotActive,
        "Vérifiez les dates : l’agrément du centre doit être actif chaque jour de la formation.§ Il ne l’est pas le {date}.",
        "Check the dates: the centre’s approval must be active on each day of the training.§ It is not on {date}.",
    ),
    (
        HoursInsufficient,
        "Vérifiez la durée.§ Cette formation compte au moins {min} heures.",
        "Check the duration.§ This training has at least {min} hours.",
    ),
    (
        HoursNotExact,
        "Vérifiez la durée.§ Cette formation compte exactement {min} heures.",
        "Check the duration.§ This training has exactly {min} hours.",
    ),
    (
        SequenceTooShort,
        "Vérifiez la durée de cette séquence.§ Il faut au moins {min} heures.",
        "Check the duration of this sequence.§ It needs at least {min} hours.",
    ),
    (
        SequencesOverlap,
        "Vérifiez les dates : deux séquences ne peuvent pas avoir lieu le même jour.§ Jour en double : {date}.",
        "Check the dates: two sequences cannot take place on the same day.§ Day given twice: {date}.",
    ),
    (
        SequenceTooOld,
        "Retirez cette séquence, trop ancienne.§ Les séquences datent des {max} ans qui précèdent la fin de la formation.",
        "Remove this sequence, which is too old.§ Sequences lie within the {max} years before the end of the training.",
    ),
    (
        CompletedNotLastSequence,
        "Donnez comme date de fin le jour de la dernière séquence.§ C’est le {date}.",
        "Give the day of the last sequence as the end.§ It is {date}.",
    ),
    (
        ELearningTooLong,
        "Réduisez la formation à distance.§ {max} heures au plus comptent.",
        "Reduce distance learning.§ {max} hours at most count.",
    ),
    (
        PracticalPartMissing,
        "Confirmez que la formation comprend une partie pratique : elle est obligatoire.",
        "Confirm that the training has a practical part: it is mandatory.",
    ),
    (
        SequencesNotAllowed,
        "Retirez les séquences : elles n’existent que pour la FCO.",
        "Remove the sequences: they exist for periodic training only.",
    ),
    (
        DeclaredLate,
        "Déclarez plus tôt les formations.§ Le délai est de {max} jours ouvrés après leur fin.§ Celle-ci est enregistrée, avec une mention de retard.",
        "Declare trainings earlier.§ The time allowed is {max} working days after their end.§ This one is recorded and marked as late.",
    ),
    (
        OtherSectorMissing,
        "Déclarez d’abord la qualification initiale de l’autre secteur : la passerelle la suppose.",
        "Declare the initial qualification of the other sector first: bridging training builds on it.",
    ),
    (
        CategoryOfSectorMissing,
        "Vérifiez le permis : la passerelle suppose une catégorie du nouveau secteur en cours de validité.",
        "Check the licence: bridging training needs a category of the new sector that is in force.",
    ),
    (
        InitialQualificationMissing,
        "Déclarez d’abord la qualification initiale, ou l’équivalence : la FCO la suppose.",
        "Declare the initial qualification or equivalence first: periodic training builds on it.",
    ),
    (
        BelowMinimumAge,
        "Vérifiez la date de naissance.§ L’âge d’ordinaire exigé est de {min} ans.§ La formation est enregistrée.",
        "Check the date of birth.§ The usual minimum age is {min}.§ The training is recorded.",
    ),
    (
        DuplicateTraining,
        "Retirez cette déclaration : la même formation est déjà enregistrée.",
        "Remove this declaration: the same training is already recorded.",
    ),
    (
        IdentityDoubtful,
        "Vérifiez le nom et la date de naissance : ils ne correspondent pas à ce numéro de permis. Un agent les vérifiera.",
        "Check name and date of birth: they do not agree with this licence number. A reviewer will check them.",
    ),
];
