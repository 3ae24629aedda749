//! The sentences. Plain words, the remedy first; no "veuillez", no "invalide".

use crate::field_error::FieldErrorCode::{self, *};

mod files;
mod training;

pub(super) use self::files::FILE_SENTENCES;
pub(super) use self::training::TRAINING_SENTENCES;

/// Code, French, English.
pub(super) const SENTENCES: &[(FieldErrorCode, &str, &str)] = &[
    (Required, "Saisissez {field}.", "Enter {field}."),
    (
        UnknownField,
        "Retirez cette propriété : l’opération ne la connaît pas.",
        "Remove this property: the operation does not know it.",
    ),
    (
        WrongType,
        "Donnez {field} dans le type décrit par la documentation.",
        "Give {field} in the type that the documentation describes.",
    ),
    (
        Malformed,
        "Donnez {field} dans la forme attendue.§ Exemple : {found}.",
        "Give {field} in the form expected.§ Example: {found}.",
    ),
    (
        TooShort,
        "Allongez {field}.§ Il faut au moins {min} {min:caractère|caractères}.",
        "Make {field} longer.§ It needs at least {min} {min:character|characters}.",
    ),
    (
        TooLong,
        "Raccourcissez {field}.§ La limite est de {max} {max:caractère|caractères}.§ {count} ont été donnés.",
        "Shorten {field}.§ The limit is {max} {max:character|characters}.§ {count} were given.",
    ),
    (
        OutOfRange,
        "Donnez un nombre permis pour {field}.§ Le minimum est {min}.§ Le maximum est {max}.",
        "Give a number that is allowed for {field}.§ The minimum is {min}.§ The maximum is {max}.",
    ),
    (
        TooFewItems,
        "Complétez {field}.§ Il faut au moins {min} {min:élément|éléments}.",
        "Complete {field}.§ At least {min} {min:element is|elements are} needed.",
    ),
    (
        TooManyItems,
        "Réduisez {field}.§ La limite est de {max} {max:élément|éléments}.§ {count} ont été donnés.",
        "Reduce {field}.§ The limit is {max} {max:element|elements}.§ {count} were given.",
    ),
    (
        UnknownValue,
        "Choisissez une valeur de la liste pour {field}.§ « {found} » n’en fait pas partie.",
        "Choose a value of the list for {field}.§ “{found}” is not one of them.",
    ),
    (
        DuplicateItem,
        "Retirez le doublon : cet élément est donné deux fois.",
        "Remove the duplicate: this element is given twice.",
    ),
    (
        NotFound,
        "Vérifiez cet identifiant : rien ne lui correspond.",
        "Check this identifier: nothing corresponds to it.",
    ),
    (
        NotAllowed,
        "Retirez {field} : il n’est pas attendu dans cette situation.",
        "Remove {field}: it is not expected in this situation.",
    ),
    (
        NameCharacters,
        "Utilisez seulement des lettres, des espaces, des apostrophes et des traits d’union pour {field}.§ Caractère à retirer : {found}.",
        "Use only letters, spaces, apostrophes and hyphens for {field}.§ Character to remove: {found}.",
    ),
    (
        DateMalformed,
        "Saisissez le jour, le mois et l’année pour {field}, par exemple 27/03/1985.",
        "Enter the day, month and year for {field}, for example 27/03/1985.",
    ),
    (
        DateNotReal,
        "Vérifiez {field} : ce jour n’existe pas dans le calendrier.",
        "Check {field}: the calendar has no such day.",
    ),
    (
        DateInFuture,
        "Saisissez une date passée pour {field}.",
        "Enter a past date for {field}.",
    ),
    (
        DateInPast,
        "Saisissez une date à venir pour {field}.",
        "Enter a coming date for {field}.",
    ),
    (
        DateOrder,
        "Saisissez une date de fin égale ou postérieure à la date de début.",
        "Enter an end date on or after the start date.",
    ),
    (
        TooYoung,
        "Vérifiez la date de naissance.§ Il faut avoir au moins {min} ans.",
        "Check the date of birth.§ You must be at least {min} years old.",
    ),
    (
        TooOld,
        "Vérifiez l’année de naissance.§ Elle donne un âge de plus de {max} ans.",
        "Check the year of birth.§ It gives an age above {max}.",
    ),
    (
        EmailMalformed,
        "Saisissez une adresse électronique complète, par exemple nom@exemple.fr.",
        "Enter a complete e-mail address, for example name@example.com.",
    ),
    (
        PhoneMalformed,
        "Saisissez un numéro de téléphone complet, par exemple 06 12 34 56 78 ou +33 6 12 34 56 78.",
        "Enter a complete telephone number, for example 06 12 34 56 78 or +44 7700 900123.",
    ),
    (
        PhoneNotMobile,
        "Saisissez un numéro de téléphone portable : ce numéro fixe ne reçoit pas de SMS.",
        "Enter a mobile number: this fixed line cannot receive SMS.",
    ),
    (
        MobileMissing,
        "Ajoutez d’abord un numéro de téléphone portable à votre profil.",
        "Add a mobile phone number to your profile first.",
    ),
    (
        AddressLineTooLong,
        "Abrégez cette ligne de l’adresse.§ La limite est de {max} caractères.§ {count} ont été donnés.",
        "Shorten this line of the address.§ The limit is {max} characters.§ {count} were given.",
    ),
    (
        PostalCodeMalformed,
        "Saisissez les 5 chiffres du code postal, par exemple 59000.",
        "Enter the 5 digits of the postal code, for example 59000.",
    ),
    (
        CountryUnknown,
        "Choisissez un pays de la liste pour {field}.",
        "Choose a country of the list for {field}.",
    ),
    (
        NephDigits,
        "Saisissez les 12 chiffres du numéro de dossier (NEPH).§ {count} {count:chiffre a été donné|chiffres ont été donnés}.",
        "Enter the 12 digits of the file number (NEPH).§ {count} {count:digit was|digits were} given.",
    ),
    (
        NephIsDocumentNumber,
        "Saisissez le numéro de dossier (NEPH) : 12 chiffres, au verso du permis. Le numéro donné est celui du titre, au recto.",
        "Enter the file number (NEPH): 12 digits, on the back of the licence. The number given is the one on the front, of the document.",
    ),
    (
        NephMonth,
        "Relisez les chiffres 3 et 4 du numéro de dossier (NEPH) : ils indiquent d’ordinaire un mois, de 01 à 12.",
        "Read digits 3 and 4 of the file number (NEPH) again: they usually are a month, 01 to 12.",
    ),
    (
        DocumentNumberIsNeph,
        "Saisissez le numéro du titre, champ 5 au recto, par exemple 13AA00001. Le numéro donné ressemble au numéro de dossier (NEPH).",
        "Enter the document number, field 5 on the front, for example 13AA00001. The number given looks like the file number (NEPH).",
    ),
    (
        DocumentNumberForm,
        "Saisissez le numéro du titre comme au champ 5 du recto : 2 chiffres, 2 lettres, 5 chiffres, par exemple 13AA00001.",
        "Enter the document number as in field 5 on the front: 2 digits, 2 letters, 5 digits, for example 13AA00001.",
    ),
    (
        PinkNumberForm,
        "Saisissez le numéro du permis rose, champ 5 : de 4 à 15 chiffres ou lettres.",
        "Enter the number of the pink licence, field 5: 4 to 15 digits or letters.",
    ),
    (
        PinkNumberUnusual,
        "Relisez le numéro du permis rose : il a d’ordinaire 12 chiffres. Un agent le vérifiera.",
        "Read the number of the pink licence again: it usually has 12 digits. A reviewer will check it.",
    ),
    (
        ForeignNumberForm,
        "Saisissez le numéro du permis tel qu’il est imprimé : de 2 à 25 lettres, chiffres, espaces, points, barres ou traits d’union.",
        "Enter the licence number as printed: 2 to 25 letters, digits, spaces, dots, slashes or hyphens.",
    ),
    (
        LicenceCountryMissing,
        "Choisissez le pays qui a délivré le permis de conduire.",
        "Choose the country that issued the driving licence.",
    ),
    (
        LicenceCountryMismatch,
        "Accordez le modèle de permis et le pays : un modèle français est délivré par la France, un permis étranger par un autre pays.",
        "Make the kind of licence and the country agree: a French kind is issued by France, a foreign licence by another country.",
    ),
    (
        CategoryRequired,
        "Cochez au moins une catégorie du groupe C ou D figurant sur le permis.",
        "Tick at least one category of group C or D shown on the licence.",
    ),
    (
        PasswordTooShort,
        "Allongez le mot de passe.§ Il faut au moins {min} caractères.",
        "Make the password longer.§ It needs at least {min} characters.",
    ),
    (
        PasswordTooLong,
        "Raccourcissez le mot de passe.§ La limite est de {max} caractères.",
        "Shorten the password.§ The limit is {max} characters.",
    ),
    (
        PasswordNoUpper,
        "Ajoutez une majuscule au mot de passe.",
        "Add an upper-case letter to the password.",
    ),
    (
        PasswordNoLower,
        "Ajoutez une minuscule au mot de passe.",
        "Add a lower-case letter to the password.",
    ),
    (
        PasswordNoSpecial,
        "Ajoutez un caractère spécial au mot de passe, par exemple ? ! * # . ou -.",
        "Add a special character to the password, for example ? ! * # . or -.",
    ),
    (
        PasswordCommon,
        "Choisissez un autre mot de passe : celui-ci est parmi les premiers qu’un fraudeur essaie.",
        "Choose another password: this one is among the first that an attacker tries.",
    ),
    (
        PasswordContainsIdentity,
        "Retirez du mot de passe votre nom, votre prénom et votre adresse électronique.",
        "Take your name and your e-mail address out of the password.",
    ),
    (
        PasswordWrong,
        "Saisissez votre mot de passe actuel.",
        "Enter your present password.",
    ),
    (
        PasswordsDiffer,
        "Saisissez deux fois le même mot de passe.",
        "Enter the same password twice.",
    ),
    (
        SirenMalformed,
        "Vérifiez le numéro SIREN : 9 chiffres, dont le dernier contrôle les autres.",
        "Check the SIREN number: 9 digits, the last of which checks the others.",
    ),
    (
        SiretMalformed,
        "Vérifiez le numéro SIRET : 14 chiffres, dont le dernier contrôle les autres.",
        "Check the SIRET number: 14 digits, the last of which checks the others.",
    ),
    (
        HoursMalformed,
        "Saisissez la durée en heures et minutes entières, par exemple 7, 7,5 ou 7 h 30.",
        "Enter the duration in hours and whole minutes, for example 7, 7.5 or 7 h 30.",
    ),
    (
        AmountMalformed,
        "Saisissez {field} en euros, par exemple 25 ou 25,50.",
        "Enter {field} in euros, for example 25 or 25.50.",
    ),
    (
        AmountOutOfRange,
        "Saisissez 0 si c’est gratuit, sinon un montant de 0,50 € à 1 000 €.",
        "Enter 0 if it is free, otherwise an amount from €0.50 to €1,000.",
    ),
    (
        RateMalformed,
        "Saisissez {field} entre 0 et 100, par exemple 20 ou 5,5.",
        "Enter {field} between 0 and 100, for example 20 or 5.5.",
    ),
    (
        HoursPerDay,
        "Vérifiez les dates et la durée.§ La limite est de {max} heures par jour.",
        "Check the dates and the duration.§ The limit is {max} hours a day.",
    ),
    (
        ConsentRequired,
        "Cochez la case pour {field} après avoir lu le texte.",
        "Tick the box for {field} after reading the text.",
    ),
    (
        ConsentOutdated,
        "Relisez ce texte, qui a changé, puis cochez la case.",
        "Read this text again, as it has changed, then tick the box.",
    ),
];
