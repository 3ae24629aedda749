//! The sentences about files and documents.

use crate::field_error::FieldErrorCode::{self, *};

/// Code, French, English.
pub(in crate::field_error::messages) const FILE_SENTENCES: &[(FieldErrorCode, &str, &str)] = &[
    (
        NameNotPrintable,
        "Écrivez {field} en lettres latines, grecques ou cyrilliques, comme sur le permis : la carte ne peut pas en montrer d’autres.§ Lettre à remplacer : {found}.",
        "Write {field} in Latin, Greek or Cyrillic letters, as on the licence: the card cannot show others.§ Letter to replace: {found}.",
    ),
    (
        FileEmpty,
        "Choisissez un autre fichier : celui-ci est vide.",
        "Choose another file: this one is empty.",
    ),
    (
        FileTooLarge,
        "Choisissez un fichier plus léger.§ La limite est de {max} Mo.",
        "Choose a smaller file.§ The limit is {max} MB.",
    ),
    (
        FileType,
        "Choisissez un fichier PDF, JPEG ou PNG. Le contenu de celui-ci n’en est pas un.§ Formats acceptés ici : {found}.",
        "Choose a PDF, JPEG or PNG file. The content of this one is something else.§ Formats accepted here: {found}.",
    ),
    (
        FilePages,
        "Choisissez un document plus court.§ La limite est de {max} pages.",
        "Choose a shorter document.§ The limit is {max} pages.",
    ),
    (
        FileEncrypted,
        "Retirez le mot de passe du PDF, puis envoyez-le de nouveau.",
        "Remove the password from the PDF, then send it again.",
    ),
    (
        FileActiveContent,
        "Enregistrez le PDF sans programme ni pièce jointe, ou envoyez-en une photo.",
        "Save the PDF without programs or attachments, or send a photo of it.",
    ),
    (
        FileUnreadable,
        "Choisissez un autre fichier : celui-ci ne s’ouvre pas.",
        "Choose another file: this one cannot be opened.",
    ),
    (
        ImageTooSmall,
        "Prenez une image plus grande.§ Il faut au moins {min} pixels de large.§ Celle-ci en a {count}.",
        "Take a larger picture.§ It needs at least {min} pixels in width.§ This one has {count}.",
    ),
    (
        ImageTooLarge,
        "Choisissez une image plus petite.§ La limite est de {max} millions de pixels.",
        "Choose a smaller picture.§ The limit is {max} million pixels.",
    ),
    (
        PhotoProportions,
        "Recadrez la photo en hauteur, au format 35 × 45 mm.§ Celle-ci fait {found} pixels.",
        "Crop the photo upright, in the format 35 × 45 mm.§ This one measures {found} pixels.",
    ),
    (
        DeadlineOutOfRange,
        "Choisissez une autre date limite.§ Il faut entre {min} et {max} jours à partir d’aujourd’hui.",
        "Choose another deadline.§ It has to be between {min} and {max} days from today.",
    ),
    (
        DocumentNotAccepted,
        "Acceptez cette pièce, ou demandez-en une autre, avant de valider la demande.",
        "Accept this document, or ask for another, before approving the request.",
    ),
    (
        LicenceNotValid,
        "Ne validez pas la demande : le registre indique que le permis n’est plus valable.",
        "Do not approve the request: the register says that the licence is not valid any more.",
    ),
    (
        LicenceNotConfirmed,
        "Le registre ne confirme pas ce permis : attendez sa réponse, ou validez sous votre responsabilité en écrivant pourquoi.",
        "The register does not confirm this licence: wait for its answer, or approve on your own responsibility and write why.",
    ),
    (
        CountryNotInArea,
        "Choisissez un autre État de l’Union européenne ou de l’Espace économique européen pour {field}.",
        "Choose another State of the European Union or the European Economic Area for {field}.",
    ),
    (
        DateTooFar,
        "Vérifiez {field}.§ Une qualification ne dure pas plus de {max} ans.",
        "Check {field}.§ A qualification lasts no more than {max} years.",
    ),
    (
        QualificationNotConfirmed,
        "Notez d’abord la réponse de l’État de délivrance : il doit confirmer la qualification.",
        "First note the answer of the issuing State: it has to confirm the qualification.",
    ),
    (
        NothingChanged,
        "Modifiez d’abord votre profil : il dit la même chose que la carte.",
        "Change your profile first: it says what the card says.",
    ),
    (
        NoCategoryLeft,
        "Corrigez d’abord le permis du profil : il ne donne plus de catégorie valable pour cette qualification.",
        "First correct the licence of the profile: it gives no valid category for this qualification any more.",
    ),
    (
        NothingToPrint,
        "Retirez cette demande du lot : plus aucune catégorie de permis valable ne peut figurer sur la carte.",
        "Take this request out of the batch: no valid licence category is left for the card.",
    ),
];
