use std::io::Write;

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn credential() -> Credential {
    Credential {
        issuer: "CQC Hub".to_owned(),
        issued_at: instant("2026-11-23T10:15:00Z"),
        expires_at: instant("2027-03-23T22:59:59Z"),
        number: "CQ-2026-0004217".to_owned(),
        surname: "D’ARTAGNAN-LEFÈVRE".to_owned(),
        first_names: "Chloé, Πηνελόπη".to_owned(),
        birth_date: date("1988-02-29"),
        sectors: vec![Sector::Goods, Sector::Passengers],
        categories: vec![LicenceCategory::C, LicenceCategory::CE, LicenceCategory::D],
        training_kind: TrainingKind::Fco,
        training_ended_on: date("2026-11-20"),
    }
}

/// Small, fast and the same every time: what is tested must not depend on luck.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }
}

#[test]
fn gives_back_what_was_signed() {
    let key = SigningKey::generate().unwrap();
    let code = sign(&credential(), &key).unwrap();
    let keys = VerifyingKeys::new([key.public_key().clone()]);
    assert_eq!(verify(&code, &keys), Ok(credential()));
    assert_eq!(
        verify(&format!(" {code}\r\n"), &keys),
        Ok(credential()),
        "scanners add white space"
    );
}

#[test]
fn has_the_length_of_a_code_that_prints_well() {
    let key = SigningKey::generate().unwrap();
    let mut short = credential();
    short.surname = "LI".to_owned();
    short.first_names = "An".to_owned();
    short.sectors = vec![Sector::Goods];
    short.categories = vec![LicenceCategory::C];
    let mut long = credential();
    long.surname = "DE LA ROCHEFOUCAULD-MONTMORENCY".to_owned();
    long.first_names = "Marie-Antoinette, Jeanne, Éléonore".to_owned();
    long.categories = LicenceCategory::ALL.to_vec();
    for (name, data) in [("short", short), ("usual", credential()), ("long", long)] {
        let length = sign(&data, &key).unwrap().len();
        assert!((380..=600).contains(&length), "{name}: {length} characters");
    }
}

#[test]
fn accepts_none_of_a_thousand_altered_codes() {
    let key = SigningKey::generate().unwrap();
    let code = sign(&credential(), &key).unwrap();
    let keys = VerifyingKeys::new([key.public_key().clone()]);
    let alphabet = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for round in 0..1_000 {
        let mut altered = code.clone().into_bytes();
        for _ in 0..=dice.roll(3) {
            let position = dice.roll(altered.len());
            altered[position] = alphabet[dice.roll(alphabet.len())];
        }
        if round % 10 == 0 {
            altered.truncate(dice.roll(altered.len()));
        }
        let altered = String::from_utf8(altered).unwrap();
        if altered != code {
            let answer = verify(&altered, &keys);
            assert!(answer.is_err(), "accepted {altered}");
        }
    }
}

#[test]
fn accepts_none_of_a_thousand_altered_messages() {
    let key = SigningKey::generate().unwrap();
    let message = code::decode(&sign(&credential(), &key).unwrap()).unwrap();
    let keys = VerifyingKeys::new([key.public_key().clone()]);
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let mut forged = 0;
    for _ in 0..1_000 {
        let mut altered = message.clone();
        let position = dice.roll(altered.len());
        altered[position] ^= 1 << dice.roll(8);
        match verify(&code::encode(&altered).unwrap(), &keys) {
            Ok(_) => panic!("accepted a change of byte {position}"),
            Err(CredentialError::BadSignature) => forged += 1,
            Err(_) => {}
        }
    }
    assert!(
        forged > 500,
        "most changes must reach the signature, {forged} did"
    );
}

#[test]
fn names_the_key_it_does_not_know() {
    let key = SigningKey::generate().unwrap();
    let other = SigningKey::generate().unwrap();
    let code = sign(&credential(), &key).unwrap();
    let keys = VerifyingKeys::new([other.public_key().clone()]);
    assert_eq!(
        verify(&code, &keys),
        Err(CredentialError::UnknownKey(key.key_id()))
    );
}

#[test]
fn refuses_another_keys_signature_under_a_known_name() {
    let key = SigningKey::generate().unwrap();
    let thief = SigningKey::generate().unwrap();
    let protected = HeaderBuilder::new()
        .algorithm(iana::Algorithm::ES256)
        .key_id(key.key_id().as_bytes().to_vec())
        .build();
    let message = CoseSign1Builder::new()
        .protected(protected)
        .payload(claims::encode(&credential()).unwrap())
        .create_signature(&[], |bytes| thief.sign(bytes).unwrap())
        .build();
    let code = code::encode(&message.to_tagged_vec().unwrap()).unwrap();
    let keys = VerifyingKeys::new([key.public_key().clone()]);
    assert_eq!(verify(&code, &keys), Err(CredentialError::BadSignature));
}

#[test]
fn refuses_a_decompression_bomb() {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![0; 2_000_000]).unwrap();
    let bomb = format!("{PREFIX}{}", base45::encode(encoder.finish().unwrap()));
    assert!(
        bomb.len() < 4_296,
        "the bomb must fit into a QR code to be one"
    );
    let answer = verify(&bomb, &VerifyingKeys::default());
    assert_eq!(
        answer,
        Err(CredentialError::Unreadable("inflates too much"))
    );
}

#[test]
fn tells_other_codes_from_damaged_ones() {
    let keys = VerifyingKeys::default();
    for other in ["", "HC1:6BF", "https://example.fr/", "cqc1:ABC"] {
        assert_eq!(
            verify(other, &keys),
            Err(CredentialError::NotOurs),
            "{other}"
        );
    }
    for damaged in ["CQC1:", "CQC1:é", "CQC1:A", "CQC1:6BF6BF6BF"] {
        let answer = verify(damaged, &keys);
        assert!(
            matches!(answer, Err(CredentialError::Unreadable(_))),
            "{damaged}: {answer:?}"
        );
    }
}

#[test]
fn keeps_a_key_and_shows_only_its_name() {
    let key = SigningKey::generate().unwrap();
    let pem = key.to_pkcs8_pem().unwrap();
    let again = SigningKey::from_pkcs8_pem(pem.expose()).unwrap();
    assert_eq!(again.key_id(), key.key_id());
    assert_eq!(
        PublicKey::from_pem(&key.public_key().to_pem().unwrap()).as_ref(),
        Ok(key.public_key())
    );
    assert_eq!(format!("{key:?}"), format!("SigningKey({})", key.key_id()));
    assert_eq!(format!("{pem:?}"), "PrivatePem(secret)");
    assert_eq!(
        SigningKey::from_pkcs8_pem("no key").unwrap_err(),
        KeyError::Private
    );
}

#[test]
fn publishes_the_key_for_other_programs() {
    let key = SigningKey::from_pkcs8_pem(PEM).unwrap();
    // Computed with `openssl pkey -pubout -outform DER | sha256sum`.
    assert_eq!(key.key_id().to_string(), KID);
    let set = VerifyingKeys::new([key.public_key().clone()]).jwk_set();
    assert!(
        set.starts_with(r#"{"keys":[{"kty":"EC","crv":"P-256","#),
        "{set}"
    );
    assert!(set.contains(&format!(r#""kid":"{KID}""#)), "{set}");
}

// A key of the tests alone.
const PEM: &str = "-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwJinjQGUy2EyoSKV
jzKCgJdv8/tNtP99lBCwoVpBd4+hRANCAARH6+ucIN4Ra29Bzz7yUusaQeiJHJE4
b6Sbv9j6uwoNdWz3hJwja+1ph6DwWQa79w3vKlmngYTFGa8BDa7RSPfe
-----END PRIVATE KEY-----";
const KID: &str = "2adda517722de06b";
